namespace MedClip.Cli;

/// <summary>Options of <c>medclip label</c>.</summary>
/// <param name="Reports">The table of reports.</param>
/// <param name="Output">The table of labels to write.</param>
internal sealed record LabelOptions(string Reports, string Output);
