namespace MedClip.Evaluation;

/// <summary>Retrieval of pairs: the partner of query i is item i. Its rank is 1 + the number of strictly nearer items.</summary>
/// <param name="Ranks">The rank of each partner, from 1.</param>
public sealed record PairRanks(IReadOnlyList<int> Ranks)
{
    /// <summary>The share of partners among the first K.</summary>
    /// <param name="k">At least 1.</param>
    public double RecallAt(int k) => Ranks.Average(rank => rank <= k ? 1.0 : 0);

    /// <summary>The middle rank; the mean of the two middle ones for an even number.</summary>
    public double MedianRank
    {
        get
        {
            int[] sorted = [.. Ranks.Order()];
            return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2.0;
        }
    }

    /// <summary>The mean rank.</summary>
    public double MeanRank => Ranks.Average();

    /// <summary>The mean of one over the rank.</summary>
    public double MeanReciprocalRank => Ranks.Average(rank => 1.0 / rank);

    /// <summary>Ranks the partners.</summary>
    /// <param name="similarities">N×N similarities, row by row; query by item.</param>
    /// <param name="queries">N ≥ 1.</param>
    /// <param name="transposed">Whether the columns are the queries (the other direction).</param>
    /// <exception cref="ArgumentException">There are not N×N finite similarities.</exception>
    public static PairRanks Of(ReadOnlySpan<double> similarities, int queries, bool transposed = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(queries, 1);
        if (similarities.Length != (long)queries * queries)
        {
            throw new ArgumentException($"{similarities.Length} similarities are not {queries}×{queries}.", nameof(similarities));
        }

        ScoreChecks.Finite(similarities, "similarity", nameof(similarities));
        var ranks = new int[queries];
        for (int q = 0; q < queries; q++)
        {
            double own = similarities[(q * queries) + q];
            ranks[q] = 1;
            for (int item = 0; item < queries; item++)
            {
                ranks[q] += (transposed ? similarities[(item * queries) + q] : similarities[(q * queries) + item]) > own ? 1 : 0;
            }
        }

        return new PairRanks(ranks);
    }
}
