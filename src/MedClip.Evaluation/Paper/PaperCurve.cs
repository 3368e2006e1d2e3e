namespace MedClip.Evaluation;

/// <summary>A curve of the paper, measured here, with what the paper says as lines to compare with.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Source">Where it stands in the paper, e.g. "Figure 1".</param>
/// <param name="Along">What lies along.</param>
/// <param name="Up">What lies up.</param>
/// <param name="Lines">The lines; the measured one first.</param>
public sealed record PaperCurve(string Title, string Source, string Along, string Up, IReadOnlyList<LineSeries> Lines);
