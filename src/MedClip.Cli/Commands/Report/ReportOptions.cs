namespace MedClip.Cli;

/// <summary>Options of <c>medclip report</c>.</summary>
/// <param name="Source">A run folder, a folder with a report, or a report's numbers.</param>
/// <param name="Output">The page; null: beside the numbers.</param>
internal sealed record ReportOptions(string Source, string? Output);
