using MathNet.Numerics.Distributions;

namespace MedClip.Evaluation;

/// <summary>
/// The variance of an AUC by DeLong, DeLong and Clarke-Pearson 1988 (https://doi.org/10.2307/2531595), computed through midranks in
/// N log N (Sun and Xu 2014, https://doi.org/10.1109/LSP.2014.2337313), and what follows: intervals and a paired test.
/// </summary>
public sealed class DeLong
{
    private DeLong(double[] positives, double[] negatives)
    {
        PositiveComponents = positives;
        NegativeComponents = negatives;
        Auc = positives.Average();
        Variance = Covariance(this, this);
    }

    /// <summary>The area under the curve; ties count ½.</summary>
    public double Auc { get; }

    /// <summary>The variance of the AUC; NaN with fewer than two positives or negatives.</summary>
    public double Variance { get; }

    /// <summary>The root of <see cref="Variance"/>.</summary>
    public double StandardError => Math.Sqrt(Variance);

    /// <summary>V₁₀: for each positive, the share of negatives that it outscores.</summary>
    public IReadOnlyList<double> PositiveComponents { get; }

    /// <summary>V₀₁: for each negative, the share of positives that outscore it.</summary>
    public IReadOnlyList<double> NegativeComponents { get; }

    /// <summary>Computes the AUC and its components.</summary>
    /// <param name="labels">N labels; true = present; both classes must be there.</param>
    /// <param name="scores">N finite scores.</param>
    /// <exception cref="ArgumentException">The lengths differ, a number is not finite, or only one class is there.</exception>
    public static DeLong Of(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores)
    {
        ScoreChecks.Same(labels, scores, []);
        var sides = (Positives: new List<double>(), Negatives: new List<double>());
        for (int i = 0; i < labels.Length; i++)
        {
            (labels[i] ? sides.Positives : sides.Negatives).Add(scores[i]);
        }

        if (sides.Positives.Count == 0 || sides.Negatives.Count == 0)
        {
            throw new ArgumentException("Only one class is there: an AUC needs both.", nameof(labels));
        }

        double[] positives = [.. sides.Positives], negatives = [.. sides.Negatives];
        double[] negativesSorted = [.. negatives.Order()], positivesSorted = [.. positives.Order()];
        return new DeLong(
            [.. positives.Select(score => ShareBelow(negativesSorted, score))],
            [.. negatives.Select(score => 1 - ShareBelow(positivesSorted, score))]);
    }

    /// <summary>The AUC ± z standard errors; it may leave [0, 1].</summary>
    /// <param name="confidence">In (0, 1).</param>
    public Interval Confidence(double confidence = 0.95)
    {
        double half = Quantile(confidence) * StandardError;
        return new Interval(Auc - half, Auc + half);
    }

    /// <summary>The interval made on the logit scale and taken back: inside (0, 1), and honest near the ends. NaN where the AUC is 0 or 1.</summary>
    /// <param name="confidence">In (0, 1).</param>
    public Interval LogitConfidence(double confidence = 0.95)
    {
        double logit = Math.Log(Auc / (1 - Auc));
        double half = Quantile(confidence) * StandardError / (Auc * (1 - Auc));
        return new Interval(1 / (1 + Math.Exp(-(logit - half))), 1 / (1 + Math.Exp(-(logit + half))));
    }

    /// <summary>The covariance of two AUCs on the same cases: S₁₀/m + S₀₁/n with n − 1 in the denominators of S.</summary>
    /// <param name="first">An AUC.</param>
    /// <param name="second">An AUC of other scores for the same cases in the same order.</param>
    /// <exception cref="ArgumentException">The numbers of positives or negatives differ.</exception>
    public static double Covariance(DeLong first, DeLong second)
    {
        if (first.PositiveComponents.Count != second.PositiveComponents.Count || first.NegativeComponents.Count != second.NegativeComponents.Count)
        {
            throw new ArgumentException("Two AUCs can be compared only on the same cases.", nameof(second));
        }

        return (Covariance(first.PositiveComponents, second.PositiveComponents) / first.PositiveComponents.Count)
            + (Covariance(first.NegativeComponents, second.NegativeComponents) / first.NegativeComponents.Count);
    }

    /// <summary>Tests whether two AUCs on the same cases differ.</summary>
    /// <param name="first">An AUC.</param>
    /// <param name="second">An AUC of other scores for the same cases in the same order.</param>
    /// <param name="confidence">Of the interval of the difference.</param>
    public static AucComparison Compare(DeLong first, DeLong second, double confidence = 0.95)
    {
        double difference = first.Auc - second.Auc;
        double variance = Math.Max(0, first.Variance + second.Variance - (2 * Covariance(first, second)));
        double error = Math.Sqrt(variance);
        // Two identical scores give 0/0: they do not differ.
        double z = difference == 0 ? 0 : difference / error;
        double half = Quantile(confidence) * error;
        return new AucComparison(difference, variance, z, 2 * Normal.CDF(0, 1, -Math.Abs(z)), new Interval(difference - half, difference + half));
    }

    private static double Quantile(double confidence) => confidence is > 0 and < 1
        ? Normal.InvCDF(0, 1, 0.5 + (confidence / 2))
        : throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "It must lie in (0, 1).");

    private static double Covariance(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        double meanA = a.Average(), meanB = b.Average(), sum = 0;
        for (int i = 0; i < a.Count; i++)
        {
            sum += (a[i] - meanA) * (b[i] - meanB);
        }

        return sum / (a.Count - 1);
    }

    private static double ShareBelow(double[] sorted, double score)
    {
        int below = CountWhile(sorted, score, orEqual: false);
        int equal = CountWhile(sorted, score, orEqual: true) - below;
        return (below + (equal / 2.0)) / sorted.Length;
    }

    // Compares with the score itself: the next larger number after 0 is a denormal, which processors set for speed take for 0.
    private static int CountWhile(double[] sorted, double score, bool orEqual)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            bool counts = orEqual ? sorted[middle] <= score : sorted[middle] < score;
            (low, high) = counts ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
