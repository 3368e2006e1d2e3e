namespace MedClip.Evaluation;

/// <summary>
/// The numbers that the released code's Evaluator gives (<see cref="Behaviour.Reference"/>; https://github.com/RyanWangZf/MedCLIP,
/// <c>medclip/evaluator.py</c>): no threshold search; one logit is cut at σ = ½; of two logits the larger sigmoid wins, so that two
/// logits whose sigmoids both round to 1 give the first class. Averages run over the classes seen in truth or decision.
/// </summary>
public static class ReferenceEvaluator
{
    /// <summary>One class among K, by argmax.</summary>
    /// <param name="logits">N×K logits, row by row.</param>
    /// <param name="truth">N classes.</param>
    /// <param name="classes">K ≥ 2.</param>
    public static DecisionSummary MultiClass(ReadOnlySpan<double> logits, ReadOnlySpan<int> truth, int classes) =>
        Summarize(truth, MultiClassMetrics.ArgMax(logits, classes), classes, null);

    /// <summary>Present or absent from one logit.</summary>
    /// <param name="logits">N logits.</param>
    /// <param name="truth">N labels, 0 or 1.</param>
    public static DecisionSummary BinaryOneLogit(ReadOnlySpan<double> logits, ReadOnlySpan<int> truth)
    {
        var predicted = new int[logits.Length];
        var labels = new bool[truth.Length];
        var probabilities = new double[logits.Length];
        for (int i = 0; i < predicted.Length; i++)
        {
            probabilities[i] = Sigmoid(logits[i]);
            predicted[i] = probabilities[i] < 0.5 ? 0 : 1;
        }

        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = truth[i] == 1;
        }

        return Summarize(truth, predicted, 2, Metrics.Auc(labels, probabilities));
    }

    /// <summary>The larger sigmoid of two or more logits; the released code does this whenever the labels hold two distinct values.</summary>
    /// <param name="logits">N×K logits, row by row.</param>
    /// <param name="truth">N classes.</param>
    /// <param name="classes">K ≥ 2.</param>
    /// <param name="singlePrecision">Whether the sigmoid is computed in fp32, where it reaches 1 from about 17.</param>
    public static DecisionSummary BinarySigmoids(ReadOnlySpan<double> logits, ReadOnlySpan<int> truth, int classes, bool singlePrecision = false)
    {
        var sigmoids = new double[logits.Length];
        for (int i = 0; i < sigmoids.Length; i++)
        {
            sigmoids[i] = singlePrecision ? 1 / (1 + MathF.Exp(-(float)logits[i])) : Sigmoid(logits[i]);
        }

        return Summarize(truth, MultiClassMetrics.ArgMax(sigmoids, classes), classes, null);
    }

    private static double Sigmoid(double logit) => 1 / (1 + Math.Exp(-logit));

    private static DecisionSummary Summarize(ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted, int classes, double? auc)
    {
        ConfusionMatrix confusion = ConfusionMatrix.Of(truth, predicted, classes);
        return new DecisionSummary(confusion.Accuracy, confusion.MacroOverClassesSeen, auc);
    }
}
