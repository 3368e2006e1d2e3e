namespace MedClip.Evaluation.Tests;

public sealed class RetrievalProtocolTests
{
    private static readonly FindingSet Set = FindingSet.Of("Edema", "Fracture");
    private static readonly FindingLabels Edema = FindingLabels.Of(Set, Finding.Edema);
    private static readonly FindingLabels Fracture = FindingLabels.Of(Set, Finding.Fracture);
    private static readonly FindingLabels Both = FindingLabels.Of(Set, Finding.Edema, Finding.Fracture);

    [Fact]
    public void Films_find_the_texts_that_share_a_finding()
    {
        RetrievalResult result = new RetrievalProtocol(cuts: [1, 2]).Evaluate(
            [1, 0, 0, 1, 0.6f, 0.8f], [Edema, Fracture, FindingLabels.None(Set)],
            [0.8f, 0.6f, 1, 0, 0, 1], [Both, Edema, Edema]);
        // Film 0 ranks texts 1, 0, 2: all relevant. Film 1 ranks 2, 0, 1: only 0 is. The film without findings does not ask.
        result.Queries.ShouldBe(2);
        result.Items.ShouldBe(3);
        result.AtK[0].Precision.ShouldBe(0.5);
        result.AtK[1].Precision.ShouldBe((1 + 0.5) / 2, 1e-12);
        result.AtK[1].Recall.ShouldBe(((2.0 / 3) + 1) / 2, 1e-12);
        result.ChancePrecision.ShouldBe((1 + (1.0 / 3)) / 2, 1e-12);
        result.MeanAveragePrecision.ShouldBe((1 + 0.5) / 2, 1e-12);
        result.MeanReciprocalRank.ShouldBe(0.75);
    }

    [Fact]
    public void Under_the_strict_rule_all_findings_must_agree()
    {
        RetrievalResult result = new RetrievalProtocol(RelevanceRule.SameFindings, [1]).Evaluate([1, 0], [Edema], [0.8f, 0.6f, 0.6f, 0.8f], [Both, Edema]);
        result.AtK[0].Precision.ShouldBe(0);
        result.ChancePrecision.ShouldBe(0.5);
    }

    [Fact]
    public void Sums_agree_with_the_means_over_kept_rankings()
    {
        SplitMix64 random = new(3);
        double[] similarities = [.. Enumerable.Range(0, 60).Select(_ => (double)random.Next(7))];
        bool Relevant(int q, int i) => q > 0 && ((q * 7) + i) % 3 == 0;
        RetrievalMetrics kept = RetrievalMetrics.Of(similarities, 10, Relevant);
        var sums = new RetrievalSums([1, 3]);
        foreach (RankedQuery query in kept.Queries)
        {
            sums.Add(query);
        }

        RetrievalResult result = sums.ToResult(10, RelevanceRule.SharedFinding);
        result.AtK[1].Precision.ShouldBe(kept.PrecisionAt(3), 1e-12);
        result.AtK[1].Recall.ShouldBe(kept.RecallAt(3), 1e-12);
        result.AtK[1].Hit.ShouldBe(kept.HitAt(3), 1e-12);
        result.ChancePrecision.ShouldBe(kept.ChancePrecision, 1e-12);
        result.MeanAveragePrecision.ShouldBe(kept.MeanAveragePrecision, 1e-12);
        result.MeanReciprocalRank.ShouldBe(kept.MeanReciprocalRank, 1e-12);
    }

    [Fact]
    public void Nothing_to_look_for_and_widths_that_differ_are_errors()
    {
        Should.Throw<ArgumentException>(() => new RetrievalProtocol().Evaluate([1, 0], [FindingLabels.None(Set)], [1, 0], [Edema]))
            .Message.ShouldContain("none has anything to look for");
        Should.Throw<ArgumentException>(() => new RetrievalProtocol().Evaluate([1, 0], [Edema], [1], [Edema])).Message.ShouldContain("do not fit");
    }
}
