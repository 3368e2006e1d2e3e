namespace MedClip.Evaluation;

/// <summary>Metrics of one class among K: N×K scores or probabilities, row by row, against N classes.</summary>
public static class MultiClassMetrics
{
    /// <summary>The class of the highest score in each row; of equal scores the first.</summary>
    /// <param name="scores">N×K scores, row by row.</param>
    /// <param name="classes">K.</param>
    /// <returns>N classes.</returns>
    /// <exception cref="ArgumentException">The number of scores is no multiple of K, or a score is NaN.</exception>
    public static int[] ArgMax(ReadOnlySpan<double> scores, int classes)
    {
        Rows(scores, classes);
        var best = new int[scores.Length / classes];
        for (int row = 0; row < best.Length; row++)
        {
            ReadOnlySpan<double> values = scores.Slice(row * classes, classes);
            for (int c = 1; c < classes; c++)
            {
                best[row] = values[c] > values[best[row]] ? c : best[row];
            }
        }

        return best;
    }

    /// <summary>The share of rows whose class is among the K' highest scores; equal scores rank the later class first, as scikit-learn does.</summary>
    /// <param name="scores">N×K scores, row by row.</param>
    /// <param name="truth">N classes.</param>
    /// <param name="classes">K.</param>
    /// <param name="k">How many of the highest count.</param>
    public static double TopK(ReadOnlySpan<double> scores, ReadOnlySpan<int> truth, int classes, int k)
    {
        Rows(scores, classes, truth);
        int hits = 0;
        for (int row = 0; row < truth.Length; row++)
        {
            ReadOnlySpan<double> values = scores.Slice(row * classes, classes);
            int above = 0;
            for (int c = 0; c < classes; c++)
            {
                above += values[c] > values[truth[row]] || (values[c] == values[truth[row]] && c > truth[row]) ? 1 : 0;
            }

            hits += above < k ? 1 : 0;
        }

        return (double)hits / truth.Length;
    }

    /// <summary>The mean negative log-probability of the true class in nats; probabilities are kept 2⁻⁵² away from 0.</summary>
    /// <param name="probabilities">N×K probabilities, row by row; each row sums to 1.</param>
    /// <param name="truth">N classes.</param>
    /// <param name="classes">K.</param>
    public static double LogLoss(ReadOnlySpan<double> probabilities, ReadOnlySpan<int> truth, int classes)
    {
        Rows(probabilities, classes, truth);
        double sum = 0;
        for (int row = 0; row < truth.Length; row++)
        {
            sum -= Math.Log(Math.Max(probabilities[(row * classes) + truth[row]], double.BitIncrement(1) - 1));
        }

        return sum / truth.Length;
    }

    /// <summary>The Brier score of K classes: squared differences summed over classes, averaged over rows (no ½), in [0, 2].</summary>
    /// <param name="probabilities">N×K probabilities, row by row.</param>
    /// <param name="truth">N classes.</param>
    /// <param name="classes">K.</param>
    public static double Brier(ReadOnlySpan<double> probabilities, ReadOnlySpan<int> truth, int classes)
    {
        Rows(probabilities, classes, truth);
        double sum = 0;
        for (int i = 0; i < probabilities.Length; i++)
        {
            double difference = probabilities[i] - (truth[i / classes] == i % classes ? 1 : 0);
            sum += difference * difference;
        }

        return sum / truth.Length;
    }

    /// <summary>The plain mean over classes of the AUC of each class against all others; NaN when a class is missing from the truth.</summary>
    /// <param name="scores">N×K scores, row by row.</param>
    /// <param name="truth">N classes.</param>
    /// <param name="classes">K.</param>
    public static double AucOneVersusRest(ReadOnlySpan<double> scores, ReadOnlySpan<int> truth, int classes)
    {
        Rows(scores, classes, truth);
        var labels = new bool[truth.Length];
        var column = new double[truth.Length];
        double sum = 0;
        for (int c = 0; c < classes; c++)
        {
            for (int row = 0; row < truth.Length; row++)
            {
                (labels[row], column[row]) = (truth[row] == c, scores[(row * classes) + c]);
            }

            sum += Metrics.Auc(labels, column);
        }

        return sum / classes;
    }

    internal static void Rows(ReadOnlySpan<double> scores, int classes, ReadOnlySpan<int> truth)
    {
        Rows(scores, classes);
        ScoreChecks.Classes(truth, classes, nameof(truth));
        if (scores.Length / classes != truth.Length)
        {
            throw new ArgumentException($"{scores.Length} scores are not {truth.Length} rows of {classes}.", nameof(scores));
        }
    }

    private static void Rows(ReadOnlySpan<double> scores, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        if (scores.Length % classes != 0)
        {
            throw new ArgumentException($"{scores.Length} scores are not whole rows of {classes}.", nameof(scores));
        }

        ScoreChecks.Finite(scores, "score", nameof(scores));
    }
}
