namespace MedClip.Cli;

/// <summary>Options of <c>medclip inspect</c>.</summary>
/// <param name="Path">A checkpoint folder, a run folder, or a weight file of any format.</param>
/// <param name="ToSafetensors">A safetensors file to write; null for none.</param>
/// <param name="ToTorch">A torch file (<c>pytorch_model.bin</c>) to write; null for none.</param>
/// <param name="Layout">The layout whose names they get; null: those of the file, or those by which its makers know a checkpoint's network.</param>
/// <param name="Statistics">Whether numbers are read and summed up.</param>
/// <param name="Verify">Whether every file of a checkpoint is compared with its SHA-256.</param>
internal sealed record InspectOptions(string Path, string? ToSafetensors, string? ToTorch, string? Layout, bool Statistics, bool Verify);
