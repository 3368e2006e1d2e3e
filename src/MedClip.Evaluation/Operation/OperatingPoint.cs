namespace MedClip.Evaluation;

/// <summary>A threshold and what it does.</summary>
/// <param name="Threshold">A score at or above it is called present; +∞ calls nothing.</param>
/// <param name="Sensitivity">The share of present films called present.</param>
/// <param name="SensitivityInterval">Wilson's 95 % interval.</param>
/// <param name="Specificity">The share of absent films called absent.</param>
/// <param name="SpecificityInterval">Wilson's 95 % interval.</param>
public sealed record OperatingPoint(
    double Threshold, double Sensitivity, Interval SensitivityInterval, double Specificity, Interval SpecificityInterval)
{
    /// <summary>Sensitivity + specificity − 1 (Youden 1950, https://doi.org/10.1002/1097-0142(1950)3:1%3C32::AID-CNCR2820030106%3E3.0.CO;2-3).</summary>
    public double Youden => Sensitivity + Specificity - 1;

    /// <summary>The share of films called present that are, by Bayes' rule at a prevalence: that of the test set is seldom that of a clinic.</summary>
    /// <param name="prevalence">The share of films with the finding where the model is used, in (0, 1).</param>
    /// <returns>NaN when nothing is called present.</returns>
    public double PositivePredictiveValue(double prevalence)
    {
        double hits = Sensitivity * Checked(prevalence), alarms = (1 - Specificity) * (1 - prevalence);
        return hits / (hits + alarms);
    }

    /// <summary>The share of films called absent that are, at a prevalence.</summary>
    /// <param name="prevalence">In (0, 1).</param>
    /// <returns>NaN when nothing is called absent.</returns>
    public double NegativePredictiveValue(double prevalence)
    {
        double right = Specificity * (1 - Checked(prevalence)), missed = (1 - Sensitivity) * prevalence;
        return right / (right + missed);
    }

    private static double Checked(double prevalence) => prevalence is > 0 and < 1
        ? prevalence
        : throw new ArgumentOutOfRangeException(nameof(prevalence), prevalence, "A prevalence lies in (0, 1).");
}
