namespace MedClip.Evaluation;

/// <summary>The receiver operating characteristic: one point for each distinct score, after the point (0, 0) at threshold +∞.</summary>
/// <param name="FalsePositiveRates">Rising from 0 to 1; NaN when there is no negative.</param>
/// <param name="TruePositiveRates">Rising from 0 to 1; NaN when there is no positive.</param>
/// <param name="Thresholds">Falling from +∞; a score at or above the threshold is called positive.</param>
public sealed record RocCurve(IReadOnlyList<double> FalsePositiveRates, IReadOnlyList<double> TruePositiveRates, IReadOnlyList<double> Thresholds)
{
    /// <summary>The number of points.</summary>
    public int Count => Thresholds.Count;

    /// <summary>Whether both classes were there.</summary>
    public bool IsDefined => !double.IsNaN(FalsePositiveRates[^1]) && !double.IsNaN(TruePositiveRates[^1]);

    /// <summary>Computes the curve.</summary>
    /// <param name="labels">N labels; true = present.</param>
    /// <param name="scores">N finite scores.</param>
    /// <param name="weights">N weights, or empty: each counts 1.</param>
    /// <returns>At most N + 1 points.</returns>
    /// <exception cref="ArgumentException">The lengths differ, there is nothing, or a number is not finite.</exception>
    public static RocCurve Of(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores, ReadOnlySpan<double> weights = default)
    {
        RankedScores ranked = RankedScores.Of(labels, scores, weights);
        return new RocCurve(
            Rates(ranked.FalsePositives), Rates(ranked.TruePositives), [double.PositiveInfinity, .. ranked.Thresholds]);
    }

    /// <summary>The same curve without the points that lie on a straight line between their neighbours; the first two and the last stay, and so does the area.</summary>
    public RocCurve Corners()
    {
        // Equal second differences of both rates mean the point lies on the line. Rates are compared by their differences
        // with a tolerance far below one case in a million.
        int[] kept =
        [
            .. Enumerable.Range(0, Count).Where(i => i <= 1 || i == Count - 1
                || Bends(FalsePositiveRates, i) || Bends(TruePositiveRates, i)),
        ];
        return new RocCurve(
            [.. kept.Select(i => FalsePositiveRates[i])], [.. kept.Select(i => TruePositiveRates[i])], [.. kept.Select(i => Thresholds[i])]);
    }

    private static bool Bends(IReadOnlyList<double> rates, int i) => Math.Abs(rates[i - 1] - (2 * rates[i]) + rates[i + 1]) > 1e-12;

    private static double[] Rates(double[] counts)
    {
        var rates = new double[counts.Length + 1];
        for (int i = 0; i < counts.Length; i++)
        {
            rates[i + 1] = counts[i] / counts[^1];
        }

        rates[0] = counts[^1] > 0 ? 0 : double.NaN;
        return rates;
    }
}
