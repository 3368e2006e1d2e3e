namespace MedClip.Evaluation;

/// <summary>t-SNE's joint probabilities of neighbourhood: Gaussian around each point, as wide as the perplexity asks, made symmetric, summing to 1.</summary>
internal static class NeighborAffinities
{
    private const int Steps = 100;
    private const double Tolerance = 1e-10;

    /// <summary>N×N probabilities, row by row; 0 on the diagonal.</summary>
    public static float[] Of(Points points, double perplexity, CancellationToken cancellation)
    {
        int n = points.Count;
        var conditional = new float[(long)n * n];
        Parallel.For(0, n, new ParallelOptions { CancellationToken = cancellation }, () => new double[n], (row, _, distances) =>
        {
            for (int j = 0; j < n; j++)
            {
                distances[j] = j == row ? 0 : points.SquaredDistance(row, j);
            }

            Row(distances, row, Math.Log(perplexity), conditional.AsSpan((int)((long)row * n), n));
            return distances;
        }, _ => { });
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                float joint = (conditional[(i * n) + j] + conditional[(j * n) + i]) / (2 * n);
                conditional[(i * n) + j] = conditional[(j * n) + i] = joint;
            }
        }

        return conditional;
    }

    // Bisection on the precision β until the entropy is that of the perplexity.
    private static void Row(double[] distances, int self, double entropy, Span<float> probabilities)
    {
        double least = double.MaxValue;
        for (int j = 0; j < distances.Length; j++)
        {
            least = j == self ? least : Math.Min(least, distances[j]);
        }

        double low = 0, high = double.PositiveInfinity, beta = 1, sum = 0;
        for (int step = 0; step < Steps; step++)
        {
            sum = 0;
            double weighted = 0;
            for (int j = 0; j < distances.Length; j++)
            {
                double p = j == self ? 0 : Math.Exp(-beta * (distances[j] - least));
                sum += p;
                weighted += p * (distances[j] - least);
            }

            double difference = Math.Log(sum) + (beta * weighted / sum) - entropy;
            if (Math.Abs(difference) < Tolerance)
            {
                break;
            }

            (low, high) = difference > 0 ? (beta, high) : (low, beta);
            beta = double.IsPositiveInfinity(high) ? beta * 2 : (low + high) / 2;
        }

        for (int j = 0; j < distances.Length; j++)
        {
            probabilities[j] = j == self ? 0 : (float)(Math.Exp(-beta * (distances[j] - least)) / sum);
        }
    }
}
