namespace MedClip.Evaluation;

/// <summary>The result of <see cref="ZeroShotProtocol"/>.</summary>
/// <param name="Images">Films scored.</param>
/// <param name="Findings">One result for each finding, in the order of the scores.</param>
/// <param name="MeanAuc">The plain mean over the findings that have an AUC; NaN when none has.</param>
/// <param name="Accuracy">Accuracy of the highest score among films with exactly one finding; null when there are none.</param>
/// <param name="AccuracyImages">How many films that accuracy is over.</param>
public sealed record ZeroShotResult(
    int Images, IReadOnlyList<FindingResult> Findings, double MeanAuc, DecisionSummary? Accuracy, int AccuracyImages);
