using System.Numerics.Tensors;
using MedClip.Benchmarks.Results;

namespace MedClip.Benchmarks.Evaluation;

/// <summary>What rounding an index to bfloat16 changes in the ten nearest of a hundred queries. Said only: no row.</summary>
internal static class RetrievalAgreement
{
    private const int Queries = 100, Nearest = 10, Width = RetrievalRuns.Width;

    /// <summary>Queries of random directions.</summary>
    public static void Say(ResultRows results, string name, EmbeddingIndex index, EmbeddingIndex half)
    {
        var queries = new float[Queries * Width];
        for (int q = 0; q < Queries; q++)
        {
            Fill(queries.AsSpan(q * Width, Width), [], 1, new SeedSequence(2).At(q));
        }

        Say(results, name, index, half, queries);
    }

    /// <summary>Items and queries around a thousand directions, at cosines of about 0.8 to their own: as embeddings of films lie.</summary>
    public static void SayClustered(ResultRows results, int items)
    {
        const int Centres = 1000;
        const float Noise = 0.75f;
        var centres = new float[Centres * Width];
        for (int c = 0; c < Centres; c++)
        {
            Fill(centres.AsSpan(c * Width, Width), [], 1, new SeedSequence(3).At(c));
        }

        float[] Around(int count, ulong seed)
        {
            var values = new float[count * Width];
            for (int i = 0; i < count; i++)
            {
                Fill(values.AsSpan(i * Width, Width), centres.AsSpan(i % Centres * Width, Width), Noise, new SeedSequence(seed).At(i));
            }

            return values;
        }

        using EmbeddingIndex index = EmbeddingIndex.Of([.. Enumerable.Range(0, items).Select(i => $"{i}")], Around(items, 4), Width), half = index.ToPrecision(EmbeddingPrecision.BFloat16);
        Say(results, "clustered", index, half, Around(Queries, 5));
    }

    private static void Say(ResultRows results, string name, EmbeddingIndex index, EmbeddingIndex half, float[] queries)
    {
        IReadOnlyList<IReadOnlyList<RetrievalHit>> exact = [], rounded = [];
        Turns turns = Turns.Take(results.Effort.Of(3, 1), () => exact = index.FindMany(queries, Nearest), () => rounded = half.FindMany(queries, Nearest));
        (int same, int first, int order, double error) = (0, 0, 0, 0);
        for (int q = 0; q < Queries; q++)
        {
            Dictionary<int, float> among = exact[q].ToDictionary(hit => hit.Index, hit => hit.Similarity);
            RetrievalHit[] both = [.. rounded[q].Where(hit => among.ContainsKey(hit.Index))];
            same += both.Length;
            first += exact[q][0].Index == rounded[q][0].Index ? 1 : 0;
            order += exact[q].Select(hit => hit.Index).SequenceEqual(rounded[q].Select(hit => hit.Index)) ? 1 : 0;
            error = Math.Max(error, both.Select(hit => Math.Abs(hit.Similarity - among[hit.Index])).DefaultIfEmpty().Max());
        }

        results.Say(FormattableString.Invariant(
            $"bf16 against fp32, {index.Count} {name} items, {Queries} queries: {same} of {Queries * Nearest} nearest are the same, {first} of {Queries} first ones, {order} lists in the same order; cosines differ by at most {error:0.00000}; all queries in one pass fp32 {turns[0]:0} ms ÷ bf16 {turns[1]:0} ms = {turns.Ratio(0, 1).Median:0.00}"));
    }

    // A unit vector: random, or a direction with noise of so much times its length.
    private static void Fill(Span<float> row, ReadOnlySpan<float> direction, float noise, SeedSequence seed)
    {
        SplitMix64 random = seed.ToRandom();
        float scale = noise / MathF.Sqrt(row.Length);
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = (direction.IsEmpty ? 0 : direction[i]) + (scale * (float)random.NextGaussian());
        }

        TensorPrimitives.Divide(row, TensorPrimitives.Norm<float>(row), row);
    }
}
