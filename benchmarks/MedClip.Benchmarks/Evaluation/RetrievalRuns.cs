using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Benchmarks.Evaluation;

/// <summary>The ten nearest of a million embeddings: against reading them once, and against a matrix product with top-k.</summary>
internal static class RetrievalRuns
{
    private const int Items = 1_000_000, Width = 512, Rounds = 7;

    public static void Run()
    {
        float[] values = Rows();
        using EmbeddingIndex index = EmbeddingIndex.Of([.. Enumerable.Range(0, Items).Select(i => $"{i}")], values, Width);
        float[] query = values[..Width];
        using IDisposable noGradient = no_grad();
        using Tensor all = tensor(values, [Items, Width]), one = tensor(query, [Width, 1]);
        double sum = 0;
        Action read = () => sum += Read(values), ours = () => index.Find(query), product = () => Product(all, one);
        double[][] times = [new double[Rounds], new double[Rounds], new double[Rounds]];
        Action[] ways = [read, ours, product];
        for (int round = -1; round < Rounds; round++)
        {
            for (int way = 0; way < ways.Length; way++)
            {
                long start = Stopwatch.GetTimestamp();
                ways[way]();
                if (round >= 0)
                {
                    times[way][round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                }
            }
        }

        double Median(IEnumerable<double> numbers) => numbers.Order().ElementAt(Rounds / 2);
        double bandwidth = values.LongLength * sizeof(float) / Median(times[0]) / 1e6;
        Console.WriteLine($"Top 10 of {Items} × {Width} float32, one query, medians of {Rounds} rounds in turn ({sum:0})");
        Console.WriteLine();
        Console.WriteLine("| read once, GB/s | share of the read bandwidth | matrix product and top-k ÷ ours | ours, ms |");
        Console.WriteLine("|---|---|---|---|");
        Console.WriteLine(FormattableString.Invariant(
            $"| {bandwidth:0.0} | {Median(times[0].Zip(times[1], (reading, own) => reading / own)):0.00} | {Median(times[2].Zip(times[1], (other, own) => other / own)):0.00}× | {Median(times[1]):0} |"));
    }

    private static float[] Rows()
    {
        var values = new float[(long)Items * Width];
        Parallel.For(0, Items, row =>
        {
            SplitMix64 random = new SeedSequence(1).At(row).ToRandom();
            Span<float> numbers = values.AsSpan(row * Width, Width);
            float squares = 0;
            for (int i = 0; i < Width; i++)
            {
                numbers[i] = (float)(random.NextDouble() - 0.5);
                squares += numbers[i] * numbers[i];
            }

            System.Numerics.Tensors.TensorPrimitives.Divide(numbers, MathF.Sqrt(squares), numbers);
        });
        return values;
    }

    // Adds up every number with all cores: nothing reads faster.
    private static double Read(float[] values)
    {
        int parts = Environment.ProcessorCount * 64, part = values.Length / parts;
        var sums = new double[parts];
        Parallel.For(0, parts, p =>
        {
            ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values.AsSpan(p * part, part));
            var (a, b, c, d) = (Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero);
            for (int i = 0; i + 4 <= vectors.Length; i += 4)
            {
                (a, b, c, d) = (a + vectors[i], b + vectors[i + 1], c + vectors[i + 2], d + vectors[i + 3]);
            }

            sums[p] = Vector.Sum(a + b + c + d);
        });
        return sums.Sum();
    }

    private static void Product(Tensor all, Tensor one)
    {
        using Tensor similarities = all.mm(one).flatten();
        (Tensor best, Tensor places) = similarities.topk(10);
        best.Dispose();
        places.Dispose();
    }
}
