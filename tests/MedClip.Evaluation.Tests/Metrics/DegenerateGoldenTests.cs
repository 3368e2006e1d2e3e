using System.Text.Json;

namespace MedClip.Evaluation.Tests;

[Trait("Category", "Fixtures")]
public sealed class DegenerateGoldenTests
{
    [SkippableFact]
    public void What_scikit_learn_refuses_is_refused_and_what_it_answers_is_answered_alike()
    {
        foreach (JsonProperty set in Golden.Load("metrics/degenerate.json").GetProperty("scores").EnumerateObject())
        {
            double[] raw = set.Value.Numbers("labels");
            if (raw.Distinct().Count() > 2)
            {
                continue; // A third label cannot be said in booleans.
            }

            bool[] labels = set.Value.Labels("labels");
            double[] scores = set.Value.Numbers("scores");
            Check(set, "roc_auc", () => Metrics.Auc(labels, scores));
            Check(set, "average_precision", () => Metrics.AveragePrecision(labels, scores));
            Check(set, "brier", () => Metrics.Brier(labels, scores));
            Check(set, "roc_curve", () => RocCurve.Of(labels, scores).Count);
            if (labels.Distinct().Count() == 2)
            {
                Check(set, "log_loss", () => Metrics.LogLoss(labels, scores));
                Check(set, "pr_curve", () => PrecisionRecallCurve.Of(labels, scores).Thresholds.Count + 1);
            }
        }
    }

    [SkippableFact]
    public void Decisions_that_never_occur_count_as_scikit_learn_counts_them()
    {
        foreach (JsonProperty set in Golden.Load("metrics/degenerate.json").GetProperty("decisions").EnumerateObject())
        {
            int[] labels = set.Value.Integers("labels");
            int[] predicted = set.Value.Integers("predicted");
            int classes = Math.Max(2, labels.Concat(predicted).DefaultIfEmpty(0).Max() + 1);
            ConfusionMatrix Matrix() => ConfusionMatrix.Of(labels, predicted, classes);
            Check(set, "accuracy", () => Matrix().Accuracy);
            Check(set, "balanced_accuracy", () => Matrix().BalancedAccuracy);
            Check(set, "mcc", () => Matrix().Mcc);
            Check(set, "kappa", () => Matrix().Kappa);
            if (classes == 2)
            {
                Check(set, "f1", () => Matrix().OneVersusRest(1).F1);
                Check(set, "precision", () => Matrix().OneVersusRest(1).Precision);
                Check(set, "recall", () => Matrix().OneVersusRest(1).Recall);
            }
        }
    }

    private static void Check(JsonProperty set, string metric, Func<double> compute)
    {
        JsonElement expected = set.Value.GetProperty(metric);
        if (expected.IsError())
        {
            Should.Throw<ArgumentException>(() => compute(), $"{set.Name} {metric}");
        }
        else if (metric is not ("roc_curve" or "pr_curve") || expected.ValueKind is JsonValueKind.Number)
        {
            compute().ShouldAgree(expected.Number(), $"{set.Name} {metric}");
        }
    }
}
