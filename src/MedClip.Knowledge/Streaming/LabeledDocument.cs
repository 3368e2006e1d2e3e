namespace MedClip.Knowledge;

/// <summary>A report that was read and labelled.</summary>
/// <param name="Source">The report.</param>
/// <param name="Labels">One label for each finding of the labeller.</param>
/// <param name="Evidence">Sentences and mentions; null when nobody asked for them.</param>
public readonly record struct LabeledDocument(ReportDocument Source, ReadOnlyMemory<LabelValue> Labels, LabeledReport? Evidence);
