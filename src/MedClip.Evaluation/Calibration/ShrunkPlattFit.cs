namespace MedClip.Evaluation;

/// <summary>
/// Platt scaling whose slope is made smaller by 1 − 1/χ², what a slope of that <see cref="SlopeEvidence"/> is expected to lose on other patients (van Houwelingen and le Cessie 1990,
/// https://doi.org/10.1002/sim.4780091109): with few positives or few patients a fitted slope is too sure.
/// </summary>
public static class ShrunkPlattFit
{
    private const int Steps = 100;

    /// <summary>Fits 1 / (1 + exp(a·score + b)).</summary>
    /// <param name="scores">N finite scores.</param>
    /// <param name="labels">N labels; true = present; both must be there.</param>
    /// <param name="patients">N patient numbers; at least two patients.</param>
    /// <returns>The map; the mean of its probabilities over these films is their prevalence.</returns>
    /// <exception cref="ArgumentException">The lengths differ, one class or one patient only is there, or χ² ≤ 1: nothing of the slope would be left.</exception>
    public static PlattMap Fit(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, ReadOnlySpan<int> patients)
    {
        PlattMap map = PlattFit.Fit(scores, labels);
        double evidence = SlopeEvidence.Of(map, scores, labels, patients).ChiSquared;
        if (evidence <= 1)
        {
            throw new ArgumentException("The scores tell no more of the labels than chance does.", nameof(scores));
        }

        double a = map.A * (1 - (1 / evidence));
        return new PlattMap(a, Intercept(scores, labels, a, map.B));
    }

    // Newton steps on Σ (p − label) = 0, kept to one unit each, far from where p's curve is flat.
    private static double Intercept(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, double a, double b)
    {
        double positives = labels.Count(true), step = 1;
        for (int i = 0; i < Steps && Math.Abs(step) > 1e-12; i++)
        {
            double sum = 0, curve = 0;
            foreach (double score in scores)
            {
                double p = new PlattMap(a, b).Apply(score);
                (sum, curve) = (sum + p, curve + (p * (1 - p)));
            }

            step = Math.Clamp((sum - positives) / curve, -1, 1);
            b += step;
        }

        return b;
    }
}
