namespace MedClip.Training;

/// <summary>What a validation found.</summary>
/// <param name="MetricName">What the metric is, e.g. "mean AUC".</param>
/// <param name="Metric">Higher is better; a NaN never counts as best.</param>
/// <param name="Details">Further numbers by name, e.g. the AUC of each finding.</param>
public sealed record ValidationResult(string MetricName, double Metric, IReadOnlyDictionary<string, double> Details);
