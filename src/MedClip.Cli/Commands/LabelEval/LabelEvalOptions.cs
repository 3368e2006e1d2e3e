namespace MedClip.Cli;

/// <summary>Options of <c>medclip label-eval</c>.</summary>
/// <param name="Predicted">The table of labels under test.</param>
/// <param name="Gold">The table to compare with.</param>
/// <param name="Findings">The findings to compare; null for all that both tables have.</param>
/// <param name="Examples">How many wrong reports to name for each finding and kind of error.</param>
internal sealed record LabelEvalOptions(string Predicted, string Gold, IReadOnlyList<string>? Findings, int Examples);
