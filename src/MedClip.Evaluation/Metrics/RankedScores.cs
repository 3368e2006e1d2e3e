namespace MedClip.Evaluation;

/// <summary>
/// Scores sorted from high to low with equal scores joined, and how many (or how much weight of) positives and
/// negatives lie at or above each distinct score: what every ranking metric is computed from.
/// </summary>
internal sealed class RankedScores
{
    private RankedScores(double[] thresholds, double[] truePositives, double[] falsePositives)
    {
        Thresholds = thresholds;
        TruePositives = truePositives;
        FalsePositives = falsePositives;
    }

    /// <summary>The distinct scores, falling.</summary>
    public double[] Thresholds { get; }

    /// <summary>The weight of positives with a score at or above each threshold.</summary>
    public double[] TruePositives { get; }

    /// <summary>The weight of negatives with a score at or above each threshold.</summary>
    public double[] FalsePositives { get; }

    /// <summary>The weight of all positives.</summary>
    public double Positives => TruePositives[^1];

    /// <summary>The weight of all negatives.</summary>
    public double Negatives => FalsePositives[^1];

    public static RankedScores Of(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores, ReadOnlySpan<double> weights)
    {
        ScoreChecks.Same(labels, scores, weights);
        int[] order = Counted(scores.Length, weights);
        var keys = new double[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            keys[i] = -scores[order[i]];
        }

        Array.Sort(keys, order);
        var thresholds = new List<double>(scores.Length);
        var truePositives = new List<double>(scores.Length);
        var falsePositives = new List<double>(scores.Length);
        double tp = 0, fp = 0;
        for (int i = 0; i < order.Length; i++)
        {
            double weight = weights.IsEmpty ? 1 : weights[order[i]];
            if (labels[order[i]])
            {
                tp += weight;
            }
            else
            {
                fp += weight;
            }

            if (i + 1 == order.Length || keys[i + 1] != keys[i])
            {
                thresholds.Add(-keys[i]);
                truePositives.Add(tp);
                falsePositives.Add(fp);
            }
        }

        return new RankedScores([.. thresholds], [.. truePositives], [.. falsePositives]);
    }

    // A case of weight 0 makes no point of its own on a curve.
    private static int[] Counted(int length, ReadOnlySpan<double> weights)
    {
        var counted = new List<int>(length);
        for (int i = 0; i < length; i++)
        {
            if (weights.IsEmpty || weights[i] != 0)
            {
                counted.Add(i);
            }
        }

        return counted.Count > 0 ? [.. counted] : throw new ArgumentException("All weights are 0.", nameof(weights));
    }
}
