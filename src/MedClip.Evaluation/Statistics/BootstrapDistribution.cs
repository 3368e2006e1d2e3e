using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace MedClip.Evaluation;

/// <summary>A statistic and its values over resamples; see <see cref="Bootstrap"/>.</summary>
public sealed class BootstrapDistribution
{
    private readonly double[] sorted;
    private readonly Lazy<double> acceleration;

    internal BootstrapDistribution(double value, double[] draws, Func<double[]> leaveOneOut)
    {
        Value = value;
        Draws = draws;
        sorted = [.. draws.Where(d => !double.IsNaN(d)).Order()];
        Undefined = draws.Length - sorted.Length;
        acceleration = new Lazy<double>(() => Skewness(leaveOneOut()));
    }

    /// <summary>The statistic of the cases themselves.</summary>
    public double Value { get; }

    /// <summary>The statistic of each resample, in the order drawn; NaN where it is not defined.</summary>
    public IReadOnlyList<double> Draws { get; }

    /// <summary>Resamples in which the statistic is not defined, e.g. those without a positive; intervals leave them out.</summary>
    public int Undefined { get; }

    /// <summary>The mean over the resamples.</summary>
    public double Mean => sorted.Mean();

    /// <summary>The standard deviation over the resamples (n − 1).</summary>
    public double StandardError => sorted.StandardDeviation();

    /// <summary>z₀ of BCa: how far the value lies from the middle of the resamples; a resample equal to the value counts half below.</summary>
    public double BiasCorrection
    {
        get
        {
            int below = sorted.Count(d => d < Value), upTo = sorted.Count(d => d <= Value);
            return Normal.InvCDF(0, 1, (below + upTo) / (2.0 * sorted.Length));
        }
    }

    /// <summary>a of BCa, from leaving out each group in turn: Σu³ / (6(Σu²)^1.5).</summary>
    public double Acceleration => acceleration.Value;

    /// <summary>The percentile interval.</summary>
    /// <param name="confidence">In (0, 1).</param>
    public Interval Percentile(double confidence = 0.95)
    {
        double tail = Tail(confidence);
        return new Interval(Quantile(tail), Quantile(1 - tail));
    }

    /// <summary>The basic (reverse percentile) interval: 2θ − the percentiles.</summary>
    /// <param name="confidence">In (0, 1).</param>
    public Interval Basic(double confidence = 0.95)
    {
        Interval percentile = Percentile(confidence);
        return new Interval((2 * Value) - percentile.High, (2 * Value) - percentile.Low);
    }

    /// <summary>
    /// The bias-corrected and accelerated interval (Efron 1987, https://doi.org/10.1080/01621459.1987.10478410); NaN where all resamples lie on one side of the value.
    /// </summary>
    /// <param name="confidence">In (0, 1).</param>
    public Interval Bca(double confidence = 0.95)
    {
        double z = Normal.InvCDF(0, 1, Tail(confidence)), z0 = BiasCorrection, a = Acceleration;
        return new Interval(Adjusted(z0 + z), Adjusted(z0 - z));
        double Adjusted(double shifted) => Quantile(Normal.CDF(0, 1, z0 + (shifted / (1 - (a * shifted)))));
    }

    private static double Tail(double confidence) => confidence is > 0 and < 1
        ? (1 - confidence) / 2
        : throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "It must lie in (0, 1).");

    private static double Skewness(double[] left)
    {
        double[] defined = [.. left.Where(v => !double.IsNaN(v))];
        double mean = defined.Average(), squares = 0, cubes = 0;
        foreach (double value in defined)
        {
            double u = mean - value;
            squares += u * u;
            cubes += u * u * u;
        }

        return squares == 0 ? 0 : cubes / (6 * Math.Pow(squares, 1.5));
    }

    // Linear between order statistics.
    private double Quantile(double share)
    {
        if (sorted.Length == 0 || double.IsNaN(share))
        {
            return double.NaN;
        }

        double place = share * (sorted.Length - 1);
        int low = (int)Math.Floor(place), high = Math.Min(low + 1, sorted.Length - 1);
        return sorted[low] + ((place - low) * (sorted[high] - sorted[low]));
    }
}
