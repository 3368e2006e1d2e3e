using System.Text.Json;

namespace MedClip.Evaluation.Tests;

[Trait("Category", "Fixtures")]
public sealed class BinaryGoldenTests
{
    [SkippableFact]
    public void Ranking_metrics_and_curves_agree_with_scikit_learn()
    {
        foreach (JsonElement set in Golden.Load("metrics/binary.json").GetProperty("cases").EnumerateArray())
        {
            string name = set.GetProperty("name").GetString()!;
            (bool[] labels, double[] scores, double[] weights) = Inputs(set);
            JsonElement outputs = set.GetProperty("outputs");
            Metrics.Auc(labels, scores, weights).ShouldAgree(outputs.Number("roc_auc"), $"{name} AUC");
            Metrics.AveragePrecision(labels, scores, weights).ShouldAgree(outputs.Number("average_precision"), $"{name} AP");
            Metrics.PartialAuc(labels, scores, 0.1, weights).ShouldAgree(outputs.Number("roc_auc_max_fpr_0_1"), $"{name} partial AUC");
            if (outputs.TryGetProperty("roc_curve", out JsonElement roc))
            {
                ShouldAgree(RocCurve.Of(labels, scores, weights), roc, $"{name} ROC");
                ShouldAgree(RocCurve.Of(labels, scores, weights).Corners(), outputs.GetProperty("roc_curve_corners"), $"{name} corners");
            }

            if (outputs.TryGetProperty("pr_curve", out JsonElement pr))
            {
                PrecisionRecallCurve curve = PrecisionRecallCurve.Of(labels, scores, weights);
                curve.Precisions.ShouldAgree(pr.Numbers("precision"), $"{name} precision");
                curve.Recalls.ShouldAgree(pr.Numbers("recall"), $"{name} recall");
                curve.Thresholds.ShouldAgree(pr.Numbers("thresholds"), $"{name} PR thresholds");
            }
        }
    }

    [SkippableFact]
    public void Probability_metrics_agree_with_scikit_learn()
    {
        foreach (JsonElement set in Golden.Load("metrics/binary.json").GetProperty("cases").EnumerateArray())
        {
            (bool[] labels, double[] scores, double[] weights) = Inputs(set);
            JsonElement outputs = set.GetProperty("outputs");
            if (outputs.TryGetProperty("brier", out JsonElement brier))
            {
                Metrics.Brier(labels, scores, weights).ShouldAgree(brier.Number(), $"{set.GetProperty("name")} Brier");
                Metrics.LogLoss(labels, scores, weights).ShouldAgree(outputs.Number("log_loss"), $"{set.GetProperty("name")} log loss", 1e-9);
            }
        }
    }

    [SkippableFact]
    public void Decisions_at_one_half_and_their_intervals_agree()
    {
        foreach (JsonElement set in Golden.Load("metrics/binary.json").GetProperty("cases").EnumerateArray())
        {
            if (!set.GetProperty("outputs").TryGetProperty("at_half", out JsonElement half))
            {
                continue;
            }

            string name = set.GetProperty("name").GetString()!;
            (bool[] labels, double[] scores, double[] weights) = Inputs(set);
            BinaryDecisions d = BinaryDecisions.At(labels, scores, half.Number("threshold"), weights);
            var actual = new Dictionary<string, double>
            {
                ["tn"] = d.TrueNegatives, ["fp"] = d.FalsePositives, ["fn"] = d.FalseNegatives, ["tp"] = d.TruePositives,
                ["accuracy"] = d.Accuracy, ["balanced_accuracy"] = d.BalancedAccuracy, ["precision"] = d.Precision, ["recall"] = d.Recall,
                ["f1"] = d.F1, ["f2"] = d.FBeta(2), ["mcc"] = d.Mcc, ["kappa"] = d.Kappa, ["specificity"] = d.Specificity,
                ["npv"] = d.NegativePredictiveValue,
            };
            foreach ((string key, double value) in actual)
            {
                // Where a ratio is 0/0 the golden of the two that scikit-learn lacks is NaN; ours is 0, as its zero_division says.
                if (half.TryGetProperty(key, out JsonElement expected) && !(double.IsNaN(expected.Number()) && key is "specificity" or "npv"))
                {
                    value.ShouldAgree(expected.Number(), $"{name} {key}");
                }
            }

            foreach (JsonProperty interval in half.EnumerateObject().Where(p => p.Name.EndsWith("_95", StringComparison.Ordinal)))
            {
                long n = interval.Value.GetProperty("n").GetInt64();
                if (n > 0)
                {
                    long k = interval.Value.GetProperty("k").GetInt64();
                    ProportionInterval.Wilson(k, n).ShouldAgree(interval.Value.GetProperty("wilson"), $"{name} {interval.Name} Wilson");
                    ProportionInterval.WilsonCorrected(k, n).ShouldAgree(interval.Value.GetProperty("wilsoncc"), $"{name} {interval.Name} corrected");
                    ProportionInterval.Exact(k, n).ShouldAgree(interval.Value.GetProperty("exact"), $"{name} {interval.Name} exact");
                }
            }
        }
    }

    private static (bool[] Labels, double[] Scores, double[] Weights) Inputs(JsonElement set) =>
        (set.Labels("labels"), set.Numbers("scores"), set.TryGetProperty("weights", out JsonElement weights) ? weights.Numbers() : []);

    private static void ShouldAgree(RocCurve curve, JsonElement expected, string what)
    {
        curve.FalsePositiveRates.ShouldAgree(expected.Numbers("fpr"), $"{what} FPR");
        curve.TruePositiveRates.ShouldAgree(expected.Numbers("tpr"), $"{what} TPR");
        curve.Thresholds.ShouldAgree(expected.Numbers("thresholds"), $"{what} thresholds");
    }
}
