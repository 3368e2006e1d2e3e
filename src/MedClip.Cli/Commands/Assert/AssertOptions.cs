namespace MedClip.Cli;

/// <summary>Options of <c>medclip assert</c>.</summary>
/// <param name="Input">The table of sentences.</param>
/// <param name="Output">The table to write.</param>
/// <param name="Rules">A file of further trigger phrases; null for none.</param>
internal sealed record AssertOptions(string Input, string Output, string? Rules);
