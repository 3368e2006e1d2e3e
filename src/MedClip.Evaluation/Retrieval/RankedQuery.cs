namespace MedClip.Evaluation;

/// <summary>The items of one query in the order of falling similarity, and which of them are relevant. Equal similarities keep item order.</summary>
public sealed class RankedQuery
{
    private readonly double[] similarities;
    private readonly bool[] relevant;

    private RankedQuery(int[] order, double[] similarities, bool[] relevant)
    {
        Order = order;
        this.similarities = similarities;
        this.relevant = relevant;
        RelevantCount = relevant.Count(r => r);
    }

    /// <summary>The items, best first.</summary>
    public IReadOnlyList<int> Order { get; }

    /// <summary>How many items are relevant.</summary>
    public int RelevantCount { get; }

    /// <summary>Ranks the items of a query.</summary>
    /// <param name="similarities">M finite similarities; higher = nearer.</param>
    /// <param name="relevant">Which of the M items are relevant.</param>
    /// <exception cref="ArgumentException">The lengths differ, there is nothing, or a similarity is not finite.</exception>
    public static RankedQuery Of(ReadOnlySpan<double> similarities, ReadOnlySpan<bool> relevant)
    {
        ScoreChecks.Same(relevant, similarities, []);
        double[] values = similarities.ToArray();
        bool[] hits = relevant.ToArray();
        int[] order = [.. Enumerable.Range(0, values.Length).OrderByDescending(i => values[i])];
        return new RankedQuery(order, [.. order.Select(i => values[i])], [.. order.Select(i => hits[i])]);
    }

    /// <summary>Whether the item at a rank is relevant.</summary>
    /// <param name="rank">0 = best.</param>
    public bool IsRelevant(int rank) => relevant[rank];

    /// <summary>P@K: the share of relevant items among the first K. With fewer than K items the missing ones count as misses.</summary>
    /// <param name="k">At least 1.</param>
    public double PrecisionAt(int k) => (double)HitsAt(k) / k;

    /// <summary>R@K: the share of the relevant items that are among the first K; NaN when nothing is relevant.</summary>
    /// <param name="k">At least 1.</param>
    public double RecallAt(int k) => RelevantCount == 0 ? double.NaN : (double)HitsAt(k) / RelevantCount;

    /// <summary>Whether a relevant item is among the first K.</summary>
    /// <param name="k">At least 1.</param>
    public bool HitAt(int k) => HitsAt(k) > 0;

    /// <summary>The mean of the precisions at the ranks of the relevant items; NaN when nothing is relevant.</summary>
    public double AveragePrecision
    {
        get
        {
            double sum = 0;
            int hits = 0;
            for (int rank = 0; rank < relevant.Length; rank++)
            {
                if (relevant[rank])
                {
                    hits++;
                    sum += (double)hits / (rank + 1);
                }
            }

            return hits == 0 ? double.NaN : sum / hits;
        }
    }

    /// <summary>One over the rank of the first relevant item; 0 when nothing is relevant.</summary>
    public double ReciprocalRank => Array.IndexOf(relevant, true) is var first and >= 0 ? 1.0 / (first + 1) : 0;

    /// <summary>Normalized discounted cumulative gain with gain 1 for relevant items; NaN when nothing is relevant.</summary>
    /// <param name="k">How many ranks count; null for all.</param>
    public double Ndcg(int? k = null)
    {
        int depth = Math.Min(k ?? relevant.Length, relevant.Length);
        double gain = 0, ideal = 0;
        for (int rank = 0; rank < depth; rank++)
        {
            double discount = 1 / Math.Log2(rank + 2);
            gain += relevant[rank] ? discount : 0;
            ideal += rank < RelevantCount ? discount : 0;
        }

        return RelevantCount == 0 ? double.NaN : gain / ideal;
    }

    /// <summary>P@K averaged over all orders of items with equal similarity: what an honest system gets when it cannot tell items apart.</summary>
    /// <param name="k">At least 1.</param>
    public double ExpectedPrecisionAt(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        double hits = 0;
        for (int start = 0; start < similarities.Length && start < k;)
        {
            int end = start;
            int inTie = 0;
            while (end < similarities.Length && similarities[end] == similarities[start])
            {
                inTie += relevant[end++] ? 1 : 0;
            }

            hits += inTie * (double)Math.Min(end - start, k - start) / (end - start);
            start = end;
        }

        return hits / k;
    }

    private int HitsAt(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        return relevant.AsSpan(0, Math.Min(k, relevant.Length)).Count(true);
    }
}
