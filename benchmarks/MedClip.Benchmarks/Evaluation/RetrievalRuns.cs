using System.Numerics;
using System.Runtime.InteropServices;
using MedClip.Benchmarks.Results;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Benchmarks.Evaluation;

/// <summary>The ten nearest of a million embeddings: against reading them once, and against a matrix product with top-k.</summary>
internal static class RetrievalRuns
{
    public const int Width = 512;

    public static void Run(ResultRows results)
    {
        int items = results.Effort.Of(1_000_000, 2000);
        float[] values = Rows(items);
        using EmbeddingIndex index = EmbeddingIndex.Of([.. Enumerable.Range(0, items).Select(i => $"{i}")], values, Width), half = index.ToPrecision(EmbeddingPrecision.BFloat16);
        float[] query = values[..Width];
        using IDisposable noGradient = no_grad();
        using Tensor all = tensor(values, [items, Width]), one = tensor(query, [Width, 1]);
        double sum = 0;
        Turns turns = Turns.Take(
            results.Effort.Of(7, 1), () => sum += Read(values), () => index.Find(query), () => Product(all, one), () => half.Find(query), () => sum += Read(values.AsMemory(values.Length / 2)));
        double bandwidth = values.LongLength * sizeof(float) / turns[0] / 1e6, halfBandwidth = values.LongLength * sizeof(ushort) / turns[4] / 1e6;
        results.Add("evaluation/top10", turns.Ratio(2, 1), FormattableString.Invariant($"ours {turns[1]:0.0} ms"));
        results.Add("evaluation/top10-bandwidth", turns.Ratio(0, 1), FormattableString.Invariant($"reading all numbers once: {bandwidth:0.0} GB/s (their sum is {sum:0})"));
        results.Add("evaluation/top10-bf16", turns.Ratio(2, 3), FormattableString.Invariant($"ours {turns[3]:0.0} ms; in fp32 {turns.Ratio(1, 3).Median:0.00}× that"));
        results.Add("evaluation/top10-bf16-bandwidth", turns.Ratio(4, 3), FormattableString.Invariant($"reading as many bytes once: {halfBandwidth:0.0} GB/s"));
        RetrievalAgreement.Say(results, "random", index, half);
        RetrievalAgreement.SayClustered(results, results.Effort.Of(100_000, 1000));
    }

    private static float[] Rows(int items)
    {
        var values = new float[(long)items * Width];
        Parallel.For(0, items, row =>
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
    private static double Read(ReadOnlyMemory<float> values)
    {
        int parts = Environment.ProcessorCount * 64, part = values.Length / parts;
        var sums = new double[parts];
        Parallel.For(0, parts, p =>
        {
            ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values.Span.Slice(p * part, part));
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
