namespace MedClip.Evaluation;

/// <summary>How honest probabilities are (Van Calster et al. 2019, https://doi.org/10.1186/s12916-019-1466-7).</summary>
/// <param name="Slope">The slope of labels on the logit of the probability: below 1 = too sure, above 1 = too timid.</param>
/// <param name="Intercept">Its intercept: below 0 = too high throughout.</param>
/// <param name="Brier">The mean squared error of the probabilities.</param>
/// <param name="BrierSkill">1 − Brier / Brier of saying the prevalence each time; above 0 = better than that.</param>
/// <param name="LogLoss">The mean negative log-likelihood in nats.</param>
/// <param name="Bins">The reliability diagram, whose <see cref="CalibrationBins.Ece"/> is the expected calibration error of the probability of presence.</param>
public sealed record CalibrationQuality(double Slope, double Intercept, double Brier, double BrierSkill, double LogLoss, CalibrationBins Bins)
{
    private const double Edge = 1e-6;

    /// <summary>Measures probabilities on films that the map was not fitted on.</summary>
    /// <param name="labels">N labels; true = present; both must be there.</param>
    /// <param name="probabilities">N probabilities. For the slope they are kept 1e-6 away from 0 and 1.</param>
    /// <param name="bins">Bins of the diagram; of equal counts, since most probabilities of rare findings are small.</param>
    public static CalibrationQuality Of(ReadOnlySpan<bool> labels, ReadOnlySpan<double> probabilities, int bins = 10)
    {
        ScoreChecks.BothClasses(labels, probabilities);
        ScoreChecks.Probabilities(probabilities, nameof(probabilities));
        var logits = new double[labels.Length];
        double loss = 0, prevalence = (double)labels.Count(true) / labels.Length;
        for (int i = 0; i < logits.Length; i++)
        {
            double p = Math.Clamp(probabilities[i], Edge, 1 - Edge);
            logits[i] = Math.Log(p / (1 - p));
            loss -= Math.Log(labels[i] ? p : 1 - p);
        }

        PlattMap line = PlattFit.Fit(logits, labels);
        double brier = Metrics.Brier(labels, probabilities);
        return new CalibrationQuality(
            -line.A, -line.B, brier, 1 - (brier / (prevalence * (1 - prevalence))), loss / labels.Length,
            CalibrationBins.Of(labels, probabilities, bins, CalibrationBinning.EqualCount));
    }
}
