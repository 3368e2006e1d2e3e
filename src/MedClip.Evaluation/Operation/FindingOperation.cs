namespace MedClip.Evaluation;

/// <summary>How one finding's scores would be used: the map and the thresholds come from other patients' films, the numbers from the test films.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="FitFilms">Films that the map and thresholds come from.</param>
/// <param name="FitPositives">Those with the finding.</param>
/// <param name="Map">From score to probability.</param>
/// <param name="Quality">How honest the probabilities of the test films are.</param>
/// <param name="Youden">The threshold of the largest sensitivity + specificity.</param>
/// <param name="Specific">The threshold of specificity 0.9.</param>
/// <param name="Prevalence">The share of positives among the fitting films, for the predictive values.</param>
/// <param name="Abstention">The risk of calling at one half, when the least sure films are left to a human.</param>
public sealed record FindingOperation(
    Finding Finding, int FitFilms, int FitPositives, ProbabilityMap Map, CalibrationQuality Quality, OperatingPoint Youden, OperatingPoint Specific,
    double Prevalence, AbstentionCurve Abstention)
{
    private const double Specificity = 0.9;

    /// <summary>Fits on one set of films, measures on another.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="fitLabels">N labels of films of other patients; both classes.</param>
    /// <param name="fitScores">Their scores.</param>
    /// <param name="labels">M labels of the test films; both classes.</param>
    /// <param name="scores">Their scores.</param>
    public static FindingOperation Measure(
        Finding finding, ReadOnlySpan<bool> fitLabels, ReadOnlySpan<double> fitScores, ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores)
    {
        ScoreChecks.BothClasses(labels, scores);
        PlattMap map = PlattFit.Fit(fitScores, fitLabels);
        var probabilities = new double[scores.Length];
        var correct = new bool[scores.Length];
        var sureness = new double[scores.Length];
        for (int i = 0; i < scores.Length; i++)
        {
            probabilities[i] = map.Apply(scores[i]);
            correct[i] = labels[i] == probabilities[i] >= 0.5;
            sureness[i] = Math.Abs(probabilities[i] - 0.5);
        }

        int positives = fitLabels.Count(true);
        return new FindingOperation(
            finding, fitLabels.Length, positives, map, CalibrationQuality.Of(labels, probabilities),
            OperatingPoints.At(labels, scores, OperatingPoints.Youden(fitLabels, fitScores).Threshold),
            OperatingPoints.At(labels, scores, OperatingPoints.AtSpecificity(fitLabels, fitScores, Specificity).Threshold),
            (double)positives / fitLabels.Length, AbstentionCurve.Of(correct, sureness));
    }
}
