namespace MedClip.Evaluation;

/// <summary>A finding's map with its judgement, or why there is none.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Positives">Films with it.</param>
/// <param name="Negatives">Films without it.</param>
/// <param name="Patients">Patients whom the films show.</param>
/// <param name="Folds">Parts into which the patients were dealt.</param>
public sealed record FindingCrossFit(Finding Finding, int Positives, int Negatives, int Patients, int Folds)
{
    /// <summary>The map, fitted on all films; null when it was refused.</summary>
    public ProbabilityMap? Map { get; init; }

    /// <summary>The score with the largest sensitivity + specificity on these films; null when the map was refused.</summary>
    public double? Threshold { get; init; }

    /// <summary>How honest the probabilities were that came from maps of other patients; null when that could not be measured.</summary>
    public CalibrationQuality? Quality { get; init; }

    /// <summary>Why there is no map; null when there is one.</summary>
    public string? Refusal { get; init; }
}
