namespace MedClip.Evaluation;

/// <summary>Isotonic regression by pooling adjacent violators (Ayer et al. 1955, https://doi.org/10.1214/aoms/1177728423).</summary>
public static class IsotonicFit
{
    /// <summary>Fits the rising curve with the least weighted squared error; cases of equal score are averaged first.</summary>
    /// <param name="scores">N finite scores.</param>
    /// <param name="labels">N labels; true = present.</param>
    /// <param name="weights">N positive weights, or empty: each counts 1.</param>
    /// <exception cref="ArgumentException">The lengths differ, or there is nothing.</exception>
    public static IsotonicMap Fit(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights = default)
    {
        ScoreChecks.Same(labels, scores, weights);
        List<(double Score, double Value, double Weight)> points = Averaged(scores, labels, weights);
        double[] fitted = Pool(points);
        // Inside a flat stretch a knot says nothing.
        int[] kept = [.. Enumerable.Range(0, fitted.Length).Where(i =>
            i == 0 || i == fitted.Length - 1 || fitted[i] != fitted[i - 1] || fitted[i] != fitted[i + 1])];
        return new IsotonicMap([.. kept.Select(i => points[i].Score)], [.. kept.Select(i => fitted[i])]);
    }

    private static List<(double Score, double Value, double Weight)> Averaged(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights)
    {
        double[] sorted = scores.ToArray();
        int[] order = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, order);
        var points = new List<(double Score, double Value, double Weight)>();
        for (int i = 0; i < order.Length;)
        {
            double sum = 0, weight = 0, score = sorted[i];
            for (; i < order.Length && sorted[i] == score; i++)
            {
                double w = weights.IsEmpty ? 1 : weights[order[i]];
                (sum, weight) = (sum + (labels[order[i]] ? w : 0), weight + w);
            }

            points.Add((score, sum / weight, weight));
        }

        return points;
    }

    private static double[] Pool(List<(double Score, double Value, double Weight)> points)
    {
        var blocks = new List<(double Sum, double Weight, int Count)>();
        foreach ((_, double value, double weight) in points)
        {
            (double Sum, double Weight, int Count) block = (value * weight, weight, 1);
            while (blocks.Count > 0 && blocks[^1].Sum / blocks[^1].Weight >= block.Sum / block.Weight)
            {
                block = (block.Sum + blocks[^1].Sum, block.Weight + blocks[^1].Weight, block.Count + blocks[^1].Count);
                blocks.RemoveAt(blocks.Count - 1);
            }

            blocks.Add(block);
        }

        return [.. blocks.SelectMany(b => Enumerable.Repeat(b.Sum / b.Weight, b.Count))];
    }
}
