using System.Text.Json;

namespace MedClip.Evaluation.Tests;

[Trait("Category", "Fixtures")]
public sealed class SeveralGoldenTests
{
    [SkippableFact]
    public void Multi_label_averages_agree()
    {
        foreach (JsonElement set in Golden.Load("metrics/several.json").GetProperty("multilabel").EnumerateArray())
        {
            string name = set.GetProperty("name").GetString()!;
            int findings = set.Columns("labels");
            var metrics = new MultiLabelMetrics(set.Labels("labels"), set.Numbers("scores"), findings);
            JsonElement outputs = set.GetProperty("outputs");
            metrics.AucPerFinding.ShouldAgree([.. outputs.GetProperty("roc_auc_per_class").EnumerateArray().Select(v => v.Number())], $"{name} AUCs");
            metrics.AveragePrecisionPerFinding.ShouldAgree(
                [.. outputs.GetProperty("average_precision_per_class").EnumerateArray().Select(v => v.Number())], $"{name} APs");
            ClassAverages macro = metrics.Macro(0.5);
            BinaryDecisions all = metrics.AllDecisions(0.5);
            var actual = new Dictionary<string, double>
            {
                ["roc_auc_macro"] = metrics.MacroAuc, ["roc_auc_macro_over_defined_classes"] = metrics.MacroAucOverDefined,
                ["roc_auc_micro"] = metrics.MicroAuc, ["average_precision_macro"] = metrics.MacroAveragePrecision,
                ["average_precision_micro"] = metrics.MicroAveragePrecision, ["f1_macro"] = macro.F1, ["precision_macro"] = macro.Precision,
                ["recall_macro"] = macro.Recall, ["f1_micro"] = all.F1, ["precision_micro"] = all.Precision, ["recall_micro"] = all.Recall,
                ["jaccard_micro"] = all.Jaccard, ["subset_accuracy"] = metrics.SubsetAccuracy(0.5), ["hamming_loss"] = 1 - all.Accuracy,
                ["jaccard_macro"] = Enumerable.Range(0, findings).Average(k => metrics.DecisionsOf(k, 0.5).Jaccard),
            };
            foreach ((string key, double value) in actual)
            {
                value.ShouldAgree(outputs.Number(key), $"{name} {key}");
            }

            double[] confusions = [.. Enumerable.Range(0, findings).SelectMany(k =>
            {
                BinaryDecisions d = metrics.DecisionsOf(k, 0.5);
                return new[] { d.TrueNegatives, d.FalsePositives, d.FalseNegatives, d.TruePositives };
            })];
            confusions.ShouldAgree(outputs.Numbers("confusion_per_class"), $"{name} confusions");
        }
    }

    [SkippableFact]
    public void Multi_class_metrics_agree()
    {
        foreach (JsonElement set in Golden.Load("metrics/several.json").GetProperty("multiclass").EnumerateArray())
        {
            string name = set.GetProperty("name").GetString()!;
            int classes = set.Columns("probabilities");
            int[] truth = set.Integers("labels");
            double[] probabilities = set.Numbers("probabilities");
            ConfusionMatrix matrix = ConfusionMatrix.Of(truth, MultiClassMetrics.ArgMax(probabilities, classes), classes);
            var actual = new Dictionary<string, double>
            {
                ["accuracy"] = matrix.Accuracy, ["balanced_accuracy"] = matrix.BalancedAccuracy, ["mcc"] = matrix.Mcc,
                ["kappa_unweighted"] = matrix.Kappa, ["f1_macro"] = matrix.Macro.F1, ["precision_macro"] = matrix.Macro.Precision,
                ["recall_macro"] = matrix.Macro.Recall, ["f1_weighted"] = matrix.Weighted.F1, ["precision_weighted"] = matrix.Weighted.Precision,
                ["recall_weighted"] = matrix.Weighted.Recall, ["f1_macro_over_classes_seen"] = matrix.MacroOverClassesSeen.F1,
                ["top_2"] = MultiClassMetrics.TopK(probabilities, truth, classes, 2), ["log_loss"] = MultiClassMetrics.LogLoss(probabilities, truth, classes),
                ["brier"] = MultiClassMetrics.Brier(probabilities, truth, classes),
                ["roc_auc_ovr_macro"] = MultiClassMetrics.AucOneVersusRest(probabilities, truth, classes),
            };
            foreach ((string key, double value) in actual)
            {
                if (outputs(key) is { } expected && !expected.IsError())
                {
                    value.ShouldAgree(expected.Number(), $"{name} {key}", key == "log_loss" ? 1e-9 : Golden.Tight);
                }
            }

            double[] counts = [.. Enumerable.Range(0, classes * classes).Select(i => (double)matrix[i / classes, i % classes])];
            counts.ShouldAgree(set.GetProperty("outputs").Numbers("confusion"), $"{name} confusion");
            Enumerable.Range(0, classes).Select(c => matrix.OneVersusRest(c).F1).ToArray()
                .ShouldAgree(set.GetProperty("outputs").Numbers("f1_per_class"), $"{name} F1s");

            JsonElement? outputs(string key) => set.GetProperty("outputs").TryGetProperty(key, out JsonElement value) ? value : null;
        }
    }
}
