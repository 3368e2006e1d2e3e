namespace MedClip.Evaluation;

/// <summary>
/// Metrics of one finding: scores (higher = more likely) against present or absent. A metric that is not defined, such as an AUC
/// of one class only, is NaN; wrong input (different lengths, nothing, NaN or infinite scores) is an <see cref="ArgumentException"/>.
/// </summary>
public static class Metrics
{
    /// <summary>
    /// The area under the ROC curve: the chance that a positive scores higher than a negative, where a tie counts ½
    /// (Hanley and McNeil 1982, https://doi.org/10.1148/radiology.143.1.7063747).
    /// </summary>
    /// <param name="labels">N labels; true = present.</param>
    /// <param name="scores">N finite scores on any scale.</param>
    /// <param name="weights">N weights, or empty: each counts 1.</param>
    /// <returns>A number in [0, 1]; NaN when only one class is there.</returns>
    /// <exception cref="ArgumentException">The lengths differ, there is nothing, or a number is not finite.</exception>
    public static double Auc(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores, ReadOnlySpan<double> weights = default)
    {
        RankedScores ranked = RankedScores.Of(labels, scores, weights);
        double area = 0, lastTp = 0, lastFp = 0;
        for (int i = 0; i < ranked.Thresholds.Length; i++)
        {
            area += (ranked.FalsePositives[i] - lastFp) * (ranked.TruePositives[i] + lastTp) / 2;
            (lastTp, lastFp) = (ranked.TruePositives[i], ranked.FalsePositives[i]);
        }

        double pairs = ranked.Positives * ranked.Negatives;
        return pairs > 0 ? area / pairs : double.NaN;
    }

    /// <summary>
    /// The area under the ROC curve up to a false positive rate, standardized so that chance is ½ and perfection 1
    /// (McClish 1989, https://doi.org/10.1177/0272989X8900900307).
    /// </summary>
    /// <param name="labels">N labels; true = present.</param>
    /// <param name="scores">N finite scores.</param>
    /// <param name="maxFalsePositiveRate">Where to stop, in (0, 1].</param>
    /// <param name="weights">N weights, or empty.</param>
    /// <returns>A number at most 1; NaN when only one class is there.</returns>
    public static double PartialAuc(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores, double maxFalsePositiveRate, ReadOnlySpan<double> weights = default)
    {
        if (maxFalsePositiveRate is not (> 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(maxFalsePositiveRate), maxFalsePositiveRate, "It must lie in (0, 1].");
        }

        RocCurve curve = RocCurve.Of(labels, scores, weights);
        double area = 0;
        for (int i = 1; i < curve.Count && curve.FalsePositiveRates[i - 1] < maxFalsePositiveRate; i++)
        {
            double x0 = curve.FalsePositiveRates[i - 1], x1 = curve.FalsePositiveRates[i];
            double y0 = curve.TruePositiveRates[i - 1], y1 = curve.TruePositiveRates[i];
            if (x1 > maxFalsePositiveRate)
            {
                y1 = y0 + ((y1 - y0) * (maxFalsePositiveRate - x0) / (x1 - x0));
                x1 = maxFalsePositiveRate;
            }

            area += (x1 - x0) * (y0 + y1) / 2;
        }

        double chance = maxFalsePositiveRate * maxFalsePositiveRate / 2;
        return curve.IsDefined ? 0.5 * (1 + ((area - chance) / (maxFalsePositiveRate - chance))) : double.NaN;
    }

    /// <summary>Average precision: Σ (Rₙ − Rₙ₋₁) Pₙ over falling distinct scores, a step sum without interpolation.</summary>
    /// <param name="labels">N labels; true = present.</param>
    /// <param name="scores">N finite scores.</param>
    /// <param name="weights">N weights, or empty.</param>
    /// <returns>A number in [0, 1]; 0 when nothing is positive.</returns>
    public static double AveragePrecision(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores, ReadOnlySpan<double> weights = default)
    {
        RankedScores ranked = RankedScores.Of(labels, scores, weights);
        if (!(ranked.Positives > 0))
        {
            return 0;
        }

        double sum = 0, last = 0;
        for (int i = 0; i < ranked.Thresholds.Length; i++)
        {
            double tp = ranked.TruePositives[i];
            double called = tp + ranked.FalsePositives[i];
            sum += called > 0 ? (tp - last) / ranked.Positives * (tp / called) : 0;
            last = tp;
        }

        return sum;
    }

    /// <summary>The Brier score: the mean squared difference of probability and outcome.</summary>
    /// <param name="labels">N labels; true = present.</param>
    /// <param name="probabilities">N probabilities in [0, 1].</param>
    /// <param name="weights">N weights, or empty.</param>
    /// <returns>A number in [0, 1]; lower is better.</returns>
    public static double Brier(ReadOnlySpan<bool> labels, ReadOnlySpan<double> probabilities, ReadOnlySpan<double> weights = default) =>
        Mean(labels, probabilities, weights, static (label, p) => (label ? 1 - p : p) * (label ? 1 - p : p));

    /// <summary>The mean negative log-likelihood in nats; probabilities are kept 2⁻⁵² away from 0 and 1, so that one sure mistake is not infinite.</summary>
    /// <param name="labels">N labels; true = present.</param>
    /// <param name="probabilities">N probabilities in [0, 1].</param>
    /// <param name="weights">N weights, or empty.</param>
    /// <returns>A number ≥ 0; lower is better.</returns>
    public static double LogLoss(ReadOnlySpan<bool> labels, ReadOnlySpan<double> probabilities, ReadOnlySpan<double> weights = default) =>
        Mean(labels, probabilities, weights, static (label, p) => -Math.Log(label ? Clip(p) : 1 - Clip(p)));

    private static double Clip(double p) => Math.Clamp(p, double.BitIncrement(1) - 1, 2 - double.BitIncrement(1));

    private static double Mean(
        ReadOnlySpan<bool> labels, ReadOnlySpan<double> probabilities, ReadOnlySpan<double> weights, Func<bool, double, double> loss)
    {
        ScoreChecks.Same(labels, probabilities, weights);
        ScoreChecks.Probabilities(probabilities, nameof(probabilities));
        double sum = 0, total = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            double weight = weights.IsEmpty ? 1 : weights[i];
            sum += weight * loss(labels[i], probabilities[i]);
            total += weight;
        }

        return sum / total;
    }
}
