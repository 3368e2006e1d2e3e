namespace MedClip.Data;

/// <summary>A synthetic report.</summary>
/// <param name="Id">Its id, e.g. "R00012".</param>
/// <param name="Text">Sections FINDINGS and IMPRESSION.</param>
/// <param name="Labels">What its sentences say, as it was meant.</param>
public sealed record PhantomReport(string Id, string Text, FindingLabels Labels);
