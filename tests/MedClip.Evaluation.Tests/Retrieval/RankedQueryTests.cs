namespace MedClip.Evaluation.Tests;

public sealed class RankedQueryTests
{
    // Order: 2, 0, 1, 3 (the tie of 0 and 1 keeps item order); relevant are 1 and 2.
    private static readonly RankedQuery Query = RankedQuery.Of([0.5, 0.5, 0.9, 0.1], [false, true, true, false]);

    [Fact]
    public void Equal_similarities_keep_item_order() => Query.Order.ShouldBe([2, 0, 1, 3]);

    [Fact]
    public void Cuts_count_from_the_best()
    {
        Query.PrecisionAt(1).ShouldBe(1);
        Query.PrecisionAt(2).ShouldBe(0.5);
        Query.RecallAt(2).ShouldBe(0.5);
        Query.RecallAt(3).ShouldBe(1);
        Query.PrecisionAt(10).ShouldBe(0.2); // Missing items are misses.
        Query.IsRelevant(1).ShouldBeFalse();
        Query.ExpectedPrecisionAt(2).ShouldBe((1 + 0.5) / 2); // The tie hides a relevant item half the time.
    }

    [Fact]
    public void Averages_over_ranks()
    {
        Query.AveragePrecision.ShouldBe((1 + (2.0 / 3)) / 2, 1e-12);
        Query.ReciprocalRank.ShouldBe(1);
        Query.Ndcg().ShouldBe((1 + (1 / Math.Log2(4))) / (1 + (1 / Math.Log2(3))), 1e-12);
    }

    [Fact]
    public void Nothing_relevant_is_no_recall()
    {
        RankedQuery none = RankedQuery.Of([1, 2], [false, false]);
        none.RecallAt(1).ShouldBe(double.NaN);
        none.AveragePrecision.ShouldBe(double.NaN);
        none.Ndcg().ShouldBe(double.NaN);
        none.ReciprocalRank.ShouldBe(0);
        none.HitAt(2).ShouldBeFalse();
    }

    [Fact]
    public void Pairs_rank_along_rows_or_columns()
    {
        double[] similarities = [0.1, 0.9, 0.2, 0.8];
        PairRanks rows = PairRanks.Of(similarities, 2);
        rows.Ranks.ShouldBe([2, 1]);
        rows.RecallAt(1).ShouldBe(0.5);
        rows.MedianRank.ShouldBe(1.5);
        PairRanks columns = PairRanks.Of(similarities, 2, transposed: true);
        columns.Ranks.ShouldBe([2, 2]);
        columns.MeanReciprocalRank.ShouldBe(0.5);
        Should.Throw<ArgumentException>(() => PairRanks.Of([1, 2, 3], 2)).Message.ShouldContain("2×2");
    }
}
