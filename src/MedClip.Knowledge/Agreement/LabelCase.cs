namespace MedClip.Knowledge;

/// <summary>A report with two sets of labels.</summary>
/// <param name="Id">What tells it from the others.</param>
/// <param name="Predicted">The labels under test.</param>
/// <param name="Gold">The labels to compare with, of the same findings.</param>
/// <param name="Group">Reports that are drawn together when intervals are estimated, e.g. those of one wording; null for one of its own.</param>
public sealed record LabelCase(string Id, FindingLabels Predicted, FindingLabels Gold, string? Group = null);
