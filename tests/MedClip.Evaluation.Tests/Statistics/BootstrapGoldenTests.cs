using System.Text.Json;

namespace MedClip.Evaluation.Tests;

[Trait("Category", "Fixtures")]
public sealed class BootstrapGoldenTests
{
    [SkippableFact]
    public void Intervals_on_given_resamples_agree()
    {
        JsonElement root = Golden.Load("metrics/bootstrap.json");
        bool[] labels = root.Labels("labels");
        double[] scores = root.Numbers("scores");
        int[][] rows = [.. FormulaInput.Below(root.GetProperty("resamples")).Chunk(labels.Length)];
        rows[0].Select(i => (double)i).ToArray().ShouldAgree(root.Numbers("first_index_row"), "first row");
        var statistics = new Dictionary<string, Func<double[], double>>
        {
            ["roc_auc"] = w => Metrics.Auc(labels, scores, w),
            ["accuracy_at_half"] = w => Sum(w, i => labels[i] == scores[i] >= 0.5) / w.Sum(),
            ["mean_score"] = w => w.Select((v, i) => v * scores[i]).Sum() / w.Sum(),
            ["f1_at_half"] = w => 2 * Sum(w, i => labels[i] && scores[i] >= 0.5) / (Sum(w, i => labels[i]) + Sum(w, i => scores[i] >= 0.5)),
        };
        foreach (JsonProperty one in root.GetProperty("outputs").EnumerateObject())
        {
            BootstrapDistribution actual = Bootstrap.Of(labels.Length, statistics[one.Name], rows);
            JsonElement e = one.Value;
            actual.Value.ShouldAgree(e.Number("value"), one.Name);
            actual.Draws.Take(10).ToArray().ShouldAgree(e.Numbers("first_10_resampled"), one.Name);
            actual.Mean.ShouldAgree(e.Number("resampled_mean"), one.Name);
            actual.StandardError.ShouldAgree(e.Number("standard_error"), one.Name);
            actual.BiasCorrection.ShouldAgree(e.Number("bias_correction_z0"), one.Name);
            actual.Acceleration.ShouldAgree(e.Number("acceleration"), one.Name);
            actual.Percentile().ShouldAgree(e.GetProperty("percentile"), $"{one.Name} percentile");
            actual.Basic().ShouldAgree(e.GetProperty("basic"), $"{one.Name} basic");
            actual.Bca().ShouldAgree(e.GetProperty("BCa"), $"{one.Name} BCa");
        }

        double Sum(double[] weights, Func<int, bool> counts) => weights.Where((_, i) => counts(i)).Sum();
    }

    [SkippableFact]
    public void Whole_patients_are_drawn()
    {
        JsonElement root = Golden.Load("metrics/bootstrap.json"), e = root.GetProperty("by_group");
        bool[] labels = root.Labels("labels");
        int width = FormulaInput.Shape(e.GetProperty("resamples"))[1];
        BootstrapDistribution actual = Bootstrap.Of(
            labels.Length, w => Metrics.Auc(labels, root.Numbers("scores"), w),
            [.. FormulaInput.Below(e.GetProperty("resamples")).Chunk(width)], e.Integers("groups"));
        actual.Undefined.ShouldBe(e.GetProperty("undefined_resamples").GetInt32());
        actual.Percentile().ShouldAgree(e.GetProperty("roc_auc_percentile"), "by group");
    }
}
