namespace MedClip.Evaluation;

/// <summary>
/// Platt scaling for few positives: the fitted slope is too steep on other films, the more so the fewer it was fitted on, so it is shrunk by the factor
/// (χ² − 1) / χ², where χ² is the likelihood ratio of the slope (van Houwelingen and le Cessie 1990, https://doi.org/10.1002/sim.4780091109, equation 8), and the intercept is
/// fitted again so that the mean probability is the share of positives.
/// </summary>
public static class ShrunkPlattFit
{
    private const int Bisections = 200;
    private const double Widest = 1e3;

    /// <summary>Fits 1 / (1 + exp(a·score + b)); a is 0 where the scores tell nothing.</summary>
    /// <param name="scores">N finite scores.</param>
    /// <param name="labels">N labels; true = present; both must be there.</param>
    /// <exception cref="ArgumentException">The lengths differ, or one class only is there.</exception>
    public static PlattMap Fit(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        PlattMap steep = PlattFit.Fit(scores, labels);
        double share = (double)labels.Count(true) / labels.Length, gain = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            double p = steep.Apply(scores[i]);
            gain += 2 * (labels[i] ? Math.Log(p / share) : Math.Log((1 - p) / (1 - share)));
        }

        double slope = steep.A * Math.Max(0, 1 - (1 / Math.Max(gain, 1)));
        return new PlattMap(slope, Intercept(scores, slope, share));
    }

    // The mean probability falls as b rises.
    private static double Intercept(ReadOnlySpan<double> scores, double slope, double share)
    {
        double low = -Widest - Largest(scores, slope), high = -low;
        for (int i = 0; i < Bisections; i++)
        {
            double middle = (low + high) / 2, mean = 0;
            foreach (double score in scores)
            {
                mean += new PlattMap(slope, middle).Apply(score) / scores.Length;
            }

            (low, high) = mean > share ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    private static double Largest(ReadOnlySpan<double> scores, double slope)
    {
        double largest = 0;
        foreach (double score in scores)
        {
            largest = Math.Max(largest, Math.Abs(slope * score));
        }

        return largest;
    }
}
