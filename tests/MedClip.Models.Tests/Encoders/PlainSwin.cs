namespace MedClip.Models.Tests;

/// <summary>A Swin block as loops over doubles (https://arxiv.org/abs/2103.14030, section 3.2), for maps that no whole number of windows fills.</summary>
internal sealed class PlainSwin(IReadOnlyDictionary<string, double[]> state, int width, int heads, int size, int window, int shift)
{
    private int Padded => (size + window - 1) / window * window;

    /// <summary>One film's tokens through the block.</summary>
    public double[][] Block(double[][] tokens)
    {
        double[][] x = Sum(tokens, Attend([.. tokens.Select(t => Norm("layernorm_before", t))]));
        return Sum(x, [.. x.Select(t => Dense("output.dense", [.. Dense("intermediate.dense", Norm("layernorm_after", t)).Select(Gelu)]))]);
    }

    private double[][] Attend(double[][] tokens)
    {
        int n = Padded;
        var padded = new double[n * n][];   // moved up and left by the shift, zeros where the map ends
        for (int row = 0; row < n; row++)
        {
            for (int column = 0; column < n; column++)
            {
                (int r, int c) = ((row + shift) % n, (column + shift) % n);
                padded[(row * n) + column] = r < size && c < size ? tokens[(r * size) + c] : new double[width];
            }
        }

        double[][] query = [.. padded.Select(t => Dense("attention.self.query", t))];
        double[][] key = [.. padded.Select(t => Dense("attention.self.key", t))];
        double[][] value = [.. padded.Select(t => Dense("attention.self.value", t))];
        var result = new double[size * size][];
        for (int i = 0; i < n * n; i++)
        {
            (int r, int c) = (((i / n) + shift) % n, ((i % n) + shift) % n);
            if (r < size && c < size)
            {
                result[(r * size) + c] = Dense("attention.output.dense", Context(i, query, key, value));
            }
        }

        return result;
    }

    private double[] Context(int i, double[][] query, double[][] key, double[][] value)
    {
        int n = Padded;
        int depth = width / heads;
        int[] others = [.. Enumerable.Range(0, n * n).Where(j => i / n / window == j / n / window && i % n / window == j % n / window && Part(i) == Part(j))];
        var context = new double[width];
        for (int head = 0; head < heads; head++)
        {
            IEnumerable<int> own = Enumerable.Range(head * depth, depth);
            double[] scores = [.. others.Select(j => (own.Sum(d => query[i][d] * key[j][d]) / Math.Sqrt(depth)) + Bias(i, j, head))];
            double total = scores.Sum(Math.Exp);
            foreach (int d in own)
            {
                context[d] = others.Select((j, k) => Math.Exp(scores[k]) / total * value[j][d]).Sum();
            }
        }

        return context;
    }

    // Which side of the seam of a moved map a token lies on; those of different sides do not see each other.
    private (int Row, int Column) Part(int i) => shift == 0 ? (0, 0) : (Part1(i / Padded), Part1(i % Padded));

    private int Part1(int place) => place < Padded - window ? 0 : place < Padded - shift ? 1 : 2;

    private double Bias(int i, int j, int head)
    {
        int n = Padded;
        int rows = (i / n % window) - (j / n % window) + window - 1;
        int columns = (i % n % window) - (j % n % window) + window - 1;
        return state["attention.self.relative_position_bias_table"][(((rows * ((2 * window) - 1)) + columns) * heads) + head];
    }

    private double[] Norm(string name, double[] x)
    {
        double mean = x.Average();
        double deviation = Math.Sqrt(x.Average(v => (v - mean) * (v - mean)) + 1e-5);
        return [.. x.Select((v, i) => ((v - mean) / deviation * state[$"{name}.weight"][i]) + state[$"{name}.bias"][i])];
    }

    private double[] Dense(string name, double[] x)
    {
        double[] weight = state[$"{name}.weight"];
        return [.. state[$"{name}.bias"].Select((bias, o) => bias + x.Select((v, i) => v * weight[(o * x.Length) + i]).Sum())];
    }

    private static double Gelu(double x) => x * 0.5 * (1 + Erf(x / Math.Sqrt(2)));

    // All terms of one sign, so that nothing cancels: erf(x) = 2/√π e^(-x²) Σ 2^n x^(2n+1) / (2n+1)!!
    private static double Erf(double x)
    {
        double sum = 0;
        double term = x;
        for (int n = 0; n < 300; n++)
        {
            sum += term;
            term *= 2 * x * x / ((2 * n) + 3);
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    private static double[][] Sum(double[][] a, double[][] b) => [.. a.Zip(b, (x, y) => x.Zip(y, (u, v) => u + v).ToArray())];
}
