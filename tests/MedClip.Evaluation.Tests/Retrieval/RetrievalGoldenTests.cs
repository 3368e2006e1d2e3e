using System.Text.Json;

namespace MedClip.Evaluation.Tests;

[Trait("Category", "Fixtures")]
public sealed class RetrievalGoldenTests
{
    [SkippableFact]
    public void Ranked_lists_and_their_means_agree()
    {
        foreach (JsonElement set in Golden.Load("metrics/retrieval.json").GetProperty("cases").EnumerateArray())
        {
            string name = set.GetProperty("name").GetString()!;
            int[] queries = set.Integers("query_class"), items = set.Integers("item_class");
            RetrievalMetrics metrics = RetrievalMetrics.Of(set.Numbers("similarity"), items.Length, (q, i) => queries[q] == items[i]);
            JsonElement o = set.GetProperty("outputs");
            foreach (JsonProperty output in o.EnumerateObject())
            {
                if (Compute(metrics, output.Name) is { } actual)
                {
                    actual.ShouldAgree(output.Value.Number(), $"{name} {output.Name}");
                }
            }

            metrics.Queries.Select(q => q.AveragePrecision).ToArray()
                .ShouldAgree(o.Numbers("average_precision_per_query"), $"{name} AP");
            metrics.Queries.SelectMany(q => q.Order.Take(10).Select(i => (double)i)).ToArray().ShouldAgree(set.Numbers("top_10"), $"{name} top 10");
        }
    }

    [SkippableFact]
    public void Ranks_of_pairs_agree_in_both_directions()
    {
        JsonElement paired = Golden.Load("metrics/retrieval.json").GetProperty("paired");
        double[] similarity = paired.Numbers("similarity");
        int n = paired.Columns("similarity");
        foreach ((string key, bool transposed) in new[] { ("image_to_text", false), ("text_to_image", true) })
        {
            JsonElement expected = paired.GetProperty(key);
            PairRanks ranks = PairRanks.Of(similarity, n, transposed);
            ranks.Ranks.ShouldBe(expected.Integers("ranks"));
            ranks.RecallAt(1).ShouldAgree(expected.Number("recall_at_1"), key);
            ranks.RecallAt(5).ShouldAgree(expected.Number("recall_at_5"), key);
            ranks.RecallAt(10).ShouldAgree(expected.Number("recall_at_10"), key);
            ranks.MedianRank.ShouldAgree(expected.Number("median_rank"), key);
            ranks.MeanRank.ShouldAgree(expected.Number("mean_rank"), key);
            ranks.MeanReciprocalRank.ShouldAgree(expected.Number("mrr"), key);
        }
    }

    private static double? Compute(RetrievalMetrics metrics, string name) => name.Split('_') switch
    {
        ["precision", "at", var k] => metrics.PrecisionAt(int.Parse(k)),
        ["recall", "at", var k] => metrics.RecallAt(int.Parse(k)),
        ["hit", "at", var k] => metrics.HitAt(int.Parse(k)),
        ["precision", "at", var k, "expected", ..] => metrics.ExpectedPrecisionAt(int.Parse(k)),
        ["ndcg", "at", "all", "in", ..] => metrics.Ndcg(),
        ["ndcg", "at", var k, "in", ..] => metrics.Ndcg(int.Parse(k)),
        ["map", ..] => metrics.MeanAveragePrecision,
        ["mrr"] => metrics.MeanReciprocalRank,
        _ => null,
    };
}
