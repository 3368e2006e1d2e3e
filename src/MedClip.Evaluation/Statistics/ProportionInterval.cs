using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace MedClip.Evaluation;

/// <summary>Confidence intervals of a proportion: k hits of n.</summary>
public static class ProportionInterval
{
    /// <summary>Wilson's score interval (1927, https://doi.org/10.1080/01621459.1927.10502953).</summary>
    /// <param name="hits">k, 0…n.</param>
    /// <param name="total">n ≥ 1.</param>
    /// <param name="confidence">In (0, 1).</param>
    public static Interval Wilson(long hits, long total, double confidence = 0.95)
    {
        double z = Check(hits, total, confidence), p = (double)hits / total, square = z * z;
        double middle = (p + (square / (2 * total))) / (1 + (square / total));
        double half = z / (1 + (square / total)) * Math.Sqrt((p * (1 - p) / total) + (square / (4.0 * total * total)));
        return new Interval(hits == 0 ? 0 : middle - half, hits == total ? 1 : middle + half);
    }

    /// <summary>Wilson's interval with continuity correction (Newcombe 1998, method 4).</summary>
    /// <param name="hits">k, 0…n.</param>
    /// <param name="total">n ≥ 1.</param>
    /// <param name="confidence">In (0, 1).</param>
    public static Interval WilsonCorrected(long hits, long total, double confidence = 0.95)
    {
        double z = Check(hits, total, confidence), p = (double)hits / total, q = 1 - p, square = z * z;
        double denominator = 2 * (total + square);
        double low = ((2 * total * p) + square - 1 - (z * Math.Sqrt(square - 2 - (1.0 / total) + (4 * p * ((total * q) + 1))))) / denominator;
        double high = ((2 * total * p) + square + 1 + (z * Math.Sqrt(square + 2 - (1.0 / total) + (4 * p * ((total * q) - 1))))) / denominator;
        return new Interval(hits == 0 ? 0 : low, hits == total ? 1 : high);
    }

    /// <summary>The exact interval of Clopper and Pearson (1934): never covers less than asked for.</summary>
    /// <param name="hits">k, 0…n.</param>
    /// <param name="total">n ≥ 1.</param>
    /// <param name="confidence">In (0, 1).</param>
    public static Interval Exact(long hits, long total, double confidence = 0.95)
    {
        Check(hits, total, confidence);
        double tail = (1 - confidence) / 2;
        return new Interval(
            hits == 0 ? 0 : BetaQuantile(hits, total - hits + 1, tail),
            hits == total ? 1 : BetaQuantile(hits + 1, total - hits, 1 - tail));
    }

    private static double Check(long hits, long total, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(total, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hits, total);
        return confidence is > 0 and < 1
            ? Normal.InvCDF(0, 1, 0.5 + (confidence / 2))
            : throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "It must lie in (0, 1).");
    }

    // Bisection to the last bit: MathNet's own quantile stops at 1e-8.
    private static double BetaQuantile(double a, double b, double probability)
    {
        double low = 0, high = 1;
        for (int i = 0; i < 200 && high - low > double.BitIncrement(low) - low; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = SpecialFunctions.BetaRegularized(a, b, middle) < probability ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
