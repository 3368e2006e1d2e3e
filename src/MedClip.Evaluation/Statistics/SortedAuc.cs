namespace MedClip.Evaluation;

/// <summary>The AUC under many weightings of the same scores: sorted once, then one pass for each weighting.</summary>
internal sealed class SortedAuc
{
    private readonly int[] order;
    private readonly bool[] positive;
    private readonly bool[] tiedWithNext;

    public SortedAuc(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores)
    {
        ScoreChecks.Same(labels, scores, []);
        double[] sorted = scores.ToArray();
        order = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, order);
        positive = new bool[order.Length];
        tiedWithNext = new bool[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            positive[i] = labels[order[i]];
            tiedWithNext[i] = i + 1 < order.Length && sorted[i] == sorted[i + 1];
        }
    }

    /// <summary>The weighted AUC; NaN when only one class has weight.</summary>
    public double Of(double[] weights)
    {
        double area = 0, below = 0, positives = 0, tiedPositive = 0, tiedNegative = 0;
        for (int i = 0; i < order.Length; i++)
        {
            double weight = weights[order[i]];
            if (positive[i])
            {
                tiedPositive += weight;
            }
            else
            {
                tiedNegative += weight;
            }

            if (!tiedWithNext[i])
            {
                area += tiedPositive * (below + (tiedNegative / 2));
                below += tiedNegative;
                positives += tiedPositive;
                (tiedPositive, tiedNegative) = (0, 0);
            }
        }

        double pairs = positives * below;
        return pairs > 0 ? area / pairs : double.NaN;
    }
}
