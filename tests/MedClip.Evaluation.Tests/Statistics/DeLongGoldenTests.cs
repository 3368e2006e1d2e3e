using System.Text.Json;

namespace MedClip.Evaluation.Tests;

[Trait("Category", "Fixtures")]
public sealed class DeLongGoldenTests
{
    [SkippableFact]
    public void Variances_intervals_and_the_paired_test_agree()
    {
        foreach (JsonElement set in Golden.Load("metrics/delong.json").GetProperty("cases").EnumerateArray())
        {
            string name = set.GetProperty("name").GetString()!;
            bool[] labels = set.Labels("labels");
            DeLong[] all = [.. set.Numbers("scores").Chunk(labels.Length).Select(scores => DeLong.Of(labels, scores))];
            JsonElement o = set.GetProperty("outputs");
            all.Select(d => d.Auc).ToArray().ShouldAgree(o.Numbers("auc"), $"{name} AUC");
            all.Select(d => d.StandardError).ToArray().ShouldAgree(o.Numbers("standard_error"), $"{name} error");
            all.SelectMany(a => all.Select(b => DeLong.Covariance(a, b))).ToArray().ShouldAgree(o.Numbers("covariance"), $"{name} covariance");
            all.SelectMany(d => d.PositiveComponents).ToArray().ShouldAgree(o.Numbers("components_positive"), $"{name} V10");
            all.SelectMany(d => d.NegativeComponents).ToArray().ShouldAgree(o.Numbers("components_negative"), $"{name} V01");
            Ends(all.Select(d => d.Confidence())).ShouldAgree(o.Numbers("ci95"), $"{name} interval");
            Ends(all.Select(d => d.Confidence().Clip(0, 1))).ShouldAgree(o.Numbers("ci95_clipped"), $"{name} clipped");
            Ends(all.Select(d => d.LogitConfidence())).ShouldAgree(o.Numbers("ci95_logit"), $"{name} logit");
            if (all.Length == 2)
            {
                AucComparison test = DeLong.Compare(all[0], all[1]);
                test.Difference.ShouldAgree(o.Number("difference"), $"{name} difference");
                test.Variance.ShouldAgree(o.Number("variance_of_difference"), $"{name} variance");
                test.Z.ShouldAgree(o.Number("z"), $"{name} z", 1e-9);
                test.P.ShouldAgree(o.Number("p_two_sided"), $"{name} p");
                test.Confidence.ShouldAgree(o.GetProperty("difference_ci95"), $"{name} interval of the difference");
            }
        }
    }

    private static double[] Ends(IEnumerable<Interval> intervals) => [.. intervals.SelectMany(i => new[] { i.Low, i.High })];
}
