namespace MedClip.Evaluation;

/// <summary>Precision against recall at each distinct score, by rising threshold, and the end point (recall 0, precision 1) without one.</summary>
/// <param name="Precisions">One more than the thresholds; the last is 1.</param>
/// <param name="Recalls">Falling; the last is 0. All others are 1 when nothing is positive.</param>
/// <param name="Thresholds">Rising; a score at or above the threshold is called positive.</param>
public sealed record PrecisionRecallCurve(IReadOnlyList<double> Precisions, IReadOnlyList<double> Recalls, IReadOnlyList<double> Thresholds)
{
    /// <summary>Computes the curve.</summary>
    /// <param name="labels">N labels; true = present.</param>
    /// <param name="scores">N finite scores.</param>
    /// <param name="weights">N weights, or empty.</param>
    /// <exception cref="ArgumentException">The lengths differ, there is nothing, or a number is not finite.</exception>
    public static PrecisionRecallCurve Of(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores, ReadOnlySpan<double> weights = default)
    {
        RankedScores ranked = RankedScores.Of(labels, scores, weights);
        int count = ranked.Thresholds.Length;
        var precisions = new double[count + 1];
        var recalls = new double[count + 1];
        for (int i = 0; i < count; i++)
        {
            double called = ranked.TruePositives[i] + ranked.FalsePositives[i];
            precisions[count - 1 - i] = called > 0 ? ranked.TruePositives[i] / called : 0;
            recalls[count - 1 - i] = ranked.Positives > 0 ? ranked.TruePositives[i] / ranked.Positives : 1;
        }

        precisions[count] = 1;
        return new PrecisionRecallCurve(precisions, recalls, [.. ranked.Thresholds.Reverse()]);
    }
}
