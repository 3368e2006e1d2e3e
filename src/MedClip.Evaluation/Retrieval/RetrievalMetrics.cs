namespace MedClip.Evaluation;

/// <summary>
/// Means over queries. P@K, hit@K and MRR count a query with nothing relevant as 0; R@K, mAP and nDCG leave it out
/// (and are NaN when no query has anything relevant).
/// </summary>
/// <param name="queries">One or more ranked queries.</param>
public sealed class RetrievalMetrics(IReadOnlyList<RankedQuery> queries)
{
    /// <summary>The ranked queries.</summary>
    public IReadOnlyList<RankedQuery> Queries { get; } =
        queries.Count > 0 ? queries : throw new ArgumentException("There are no queries.", nameof(queries));

    /// <summary>Mean P@K.</summary>
    /// <param name="k">At least 1.</param>
    public double PrecisionAt(int k) => Queries.Average(q => q.PrecisionAt(k));

    /// <summary>Mean P@K averaged over all orders of equal similarities.</summary>
    /// <param name="k">At least 1.</param>
    public double ExpectedPrecisionAt(int k) => Queries.Average(q => q.ExpectedPrecisionAt(k));

    /// <summary>Mean R@K over queries with something relevant.</summary>
    /// <param name="k">At least 1.</param>
    public double RecallAt(int k) => MultiLabelMetrics.MeanOverDefined(Queries.Select(q => q.RecallAt(k)));

    /// <summary>The share of queries with something relevant among the first K.</summary>
    /// <param name="k">At least 1.</param>
    public double HitAt(int k) => Queries.Average(q => q.HitAt(k) ? 1.0 : 0);

    /// <summary>Mean average precision over queries with something relevant.</summary>
    public double MeanAveragePrecision => MultiLabelMetrics.MeanOverDefined(Queries.Select(q => q.AveragePrecision));

    /// <summary>Mean reciprocal rank of the first relevant item.</summary>
    public double MeanReciprocalRank => Queries.Average(q => q.ReciprocalRank);

    /// <summary>Mean nDCG over queries with something relevant.</summary>
    /// <param name="k">How many ranks count; null for all.</param>
    public double Ndcg(int? k = null) => MultiLabelMetrics.MeanOverDefined(Queries.Select(q => q.Ndcg(k)));

    /// <summary>What a random order gets as P@K for any K up to the number of items: the mean share of relevant items.</summary>
    public double ChancePrecision => Queries.Average(q => (double)q.RelevantCount / q.Order.Count);

    /// <summary>Ranks the items of each query.</summary>
    /// <param name="similarities">N×M finite similarities, row by row.</param>
    /// <param name="items">M.</param>
    /// <param name="isRelevant">Whether an item (second) is relevant to a query (first).</param>
    /// <exception cref="ArgumentException">The number of similarities is no multiple of M, or one is not finite.</exception>
    public static RetrievalMetrics Of(ReadOnlySpan<double> similarities, int items, Func<int, int, bool> isRelevant)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(items, 1);
        ArgumentNullException.ThrowIfNull(isRelevant);
        if (similarities.Length % items != 0)
        {
            throw new ArgumentException($"{similarities.Length} similarities are not whole rows of {items}.", nameof(similarities));
        }

        var queries = new RankedQuery[similarities.Length / items];
        var relevant = new bool[items];
        for (int q = 0; q < queries.Length; q++)
        {
            for (int item = 0; item < items; item++)
            {
                relevant[item] = isRelevant(q, item);
            }

            queries[q] = RankedQuery.Of(similarities.Slice(q * items, items), relevant);
        }

        return new RetrievalMetrics(queries);
    }
}
