namespace MedClip.Training;

/// <summary>What a validation found.</summary>
/// <param name="MetricName">What the metric is, e.g. "mean AUC".</param>
/// <param name="Metric">Higher is better; a NaN never counts as best.</param>
/// <param name="Details">Further numbers by name, e.g. the AUC of each finding.</param>
/// <param name="StandardError">
/// How far chance alone moves the metric, in its unit, at least 0. A later checkpoint that is within one standard error of the highest
/// metric counts as the best: few validation patients can't tell the two apart, and the later one has learned longer.
/// </param>
public sealed record ValidationResult(string MetricName, double Metric, IReadOnlyDictionary<string, double> Details, double StandardError = 0);
