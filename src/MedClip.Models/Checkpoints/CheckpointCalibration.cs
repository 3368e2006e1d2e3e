namespace MedClip.Models;

/// <summary>
/// Maps from a finding's zero-shot score to a probability, kept with the weights that they were fitted to. They hold for films like those that they were fitted on, and for the
/// prompts that gave the scores.
/// </summary>
public sealed record CheckpointCalibration
{
    /// <summary>What films the maps were fitted on, e.g. "te.csv (SHA-256 9f86d081…)".</summary>
    public required string Data { get; init; }

    /// <summary>When they were fitted.</summary>
    public required DateTimeOffset Fitted { get; init; }

    /// <summary>How: <c>platt</c>, <c>temperature</c> or <c>isotonic</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Whether none of the patients were trained on, e.g. "other patients than the training run's"; "not known" where nothing told.</summary>
    public string Patients { get; init; } = "not known";

    /// <summary>The maps by the finding's name.</summary>
    public required IReadOnlyDictionary<string, FindingCalibration> Findings { get; init; }

    internal void Check(string path)
    {
        _ = FindingSet.Of([.. Findings.Keys]);
        foreach ((string finding, FindingCalibration calibration) in Findings)
        {
            bool isWrong = calibration.Map is TemperatureMap { Temperature: not (> 0) } || calibration.Positives < 0 || calibration.Negatives < 0
                || calibration.Map is IsotonicMap knots && !(knots.Probabilities[0] >= 0 && knots.Probabilities[^1] <= 1);
            if (isWrong)
            {
                throw InvalidInputException.At(path, $"calibration.findings.{finding}", "is no map to probabilities.", "Fit it anew: medclip calibrate.");
            }
        }
    }
}

/// <summary>The map of one finding.</summary>
/// <param name="Map">From score to probability.</param>
/// <param name="Positives">Films with the finding among those that the map was fitted on.</param>
/// <param name="Negatives">Films without it.</param>
/// <param name="Prompts">The <see cref="PromptFingerprint"/> of the prompts that gave the scores: with others the map does not hold.</param>
/// <param name="Threshold">The score at or above which the finding is called present; null when none was chosen.</param>
/// <param name="Judged">How honest such maps were on films of patients that they were not fitted on; null when that was not measured.</param>
public sealed record FindingCalibration(
    ProbabilityMap Map, int Positives, int Negatives, string Prompts, double? Threshold = null, CalibrationJudgement? Judged = null);

/// <summary>Maps fitted on some patients, judged on the others, over folds.</summary>
/// <param name="Folds">The number of folds.</param>
/// <param name="Slope">The slope of labels on the logit of the probability; 1 is best.</param>
/// <param name="BrierSkill">1 − Brier / Brier of saying the prevalence; above 0 = better than that.</param>
/// <param name="Ece">The expected calibration error.</param>
public sealed record CalibrationJudgement(int Folds, double? Slope, double? BrierSkill, double? Ece);
