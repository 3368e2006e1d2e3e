using System.Text.Json;

namespace MedClip.Evaluation.Tests;

[Trait("Category", "Fixtures")]
public sealed class EvaluatorGoldenTests
{
    [SkippableFact]
    public void The_released_evaluator_is_reproduced()
    {
        foreach (JsonElement set in Golden.Load("zeroshot/evaluator.json").GetProperty("cases").EnumerateArray())
        {
            string name = set.GetProperty("name").GetString()!;
            int columns = set.Columns("logits");
            double[] logits = set.Numbers("logits");
            bool single = set.GetProperty("precision").GetString() == "float32";
            JsonElement expected = set.GetProperty("outputs");
            string mode = set.GetProperty("mode_used").GetString()!;
            if (mode == "multilabel")
            {
                var metrics = new MultiLabelMetrics(set.Labels("labels"), logits, columns);
                metrics.MacroAuc.ShouldAgree(expected.Number("auc"), $"{name} AUC", 1e-11);
                metrics.MacroAveragePrecision.ShouldAgree(expected.Number("auprc"), $"{name} AP", 1e-11);
                continue;
            }

            int[] truth = set.Integers("labels");
            DecisionSummary actual = mode == "multiclass" ? ReferenceEvaluator.MultiClass(logits, truth, columns)
                : columns == 1 ? ReferenceEvaluator.BinaryOneLogit(logits, truth)
                : ReferenceEvaluator.BinarySigmoids(logits, truth, columns, single);
            actual.Accuracy.ShouldAgree(expected.Number("acc"), $"{name} accuracy", 1e-11);
            actual.Macro.Precision.ShouldAgree(expected.Number("precision"), $"{name} precision", 1e-11);
            actual.Macro.Recall.ShouldAgree(expected.Number("recall"), $"{name} recall", 1e-11);
            actual.Macro.F1.ShouldAgree(expected.Number("f1-score"), $"{name} F1", 1e-11);
            (actual.Auc is null).ShouldBe(!expected.TryGetProperty("auc", out JsonElement auc), name);
            actual.Auc?.ShouldAgree(auc.Number(), $"{name} AUC", 1e-11);
        }
    }

    [SkippableFact]
    public void Ratios_of_a_confusion_matrix_agree()
    {
        foreach (JsonElement set in Golden.Load("zeroshot/evaluator.json").GetProperty("process_confusion_matrix").EnumerateArray())
        {
            ConfusionMatrix matrix = ConfusionMatrix.FromCounts([.. set.Numbers("confusion").Select(v => (long)v)]);
            BinaryDecisions[] all = matrix.Classes == 2
                ? [matrix.OneVersusRest(1)]
                : [.. Enumerable.Range(0, matrix.Classes).Select(matrix.OneVersusRest)];
            JsonElement o = set.GetProperty("outputs");
            all.Average(d => d.Recall).ShouldAgree(o.Number("tpr"), "tpr", 1e-11);
            all.Average(d => d.Specificity).ShouldAgree(o.Number("tnr"), "tnr", 1e-11);
            all.Average(d => d.Precision).ShouldAgree(o.Number("ppv"), "ppv", 1e-11);
            all.Average(d => d.NegativePredictiveValue).ShouldAgree(o.Number("npv"), "npv", 1e-11);
        }
    }
}
