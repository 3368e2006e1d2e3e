using System.Numerics.Tensors;

namespace MedClip.Tests;

/// <summary>An index whose rows are bfloat16 is an index of the rounded numbers.</summary>
public sealed class EmbeddingPrecisionTests : IDisposable
{
    private const int Count = 900;

    private readonly string folder = Directory.CreateTempSubdirectory("medclip-").FullName;

    public static TheoryData<int> Widths() => [.. Enumerable.Range(1, 70)];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Widths))]
    public void Finds_what_a_double_loop_over_the_rounded_numbers_finds(int width)
    {
        // Small multiples of 1/16: no sum is rounded, so many rows are equally near, and item order decides.
        float[] rows = Steps(Count * width, width), queries = Steps(3 * width, width + 100);
        using EmbeddingIndex half = Index(rows, width).ToPrecision(EmbeddingPrecision.BFloat16);
        half.ToArray().ShouldBe(rows);
        CheckAgainstLoop(half, queries, width);
    }

    [Theory]
    [InlineData(24)]
    [InlineData(33)]
    [InlineData(512)]
    public void Unit_vectors_are_ranked_by_their_rounded_numbers(int width)
    {
        using EmbeddingIndex half = Index(Unit(Count, width, 1), width).ToPrecision(EmbeddingPrecision.BFloat16);
        CheckAgainstLoop(half, Unit(3, width, 2), width);
    }

    [Fact]
    public void Rounding_moves_no_number_by_more_than_a_256th()
    {
        float[] rows = Unit(Count, 65, 1);
        using EmbeddingIndex index = Index(rows, 65), half = index.ToPrecision(EmbeddingPrecision.BFloat16);
        (index.Precision, half.Precision, half.Count, half.Dimensions, half.ModelHash, half[7]).ShouldBe((EmbeddingPrecision.Float32, EmbeddingPrecision.BFloat16, Count, 65, "abc", "satz 7 – ä"));
        float[] rounded = half.ToArray();
        rounded.Zip(rows).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) <= Math.Abs(pair.Second) / 256);
        rounded.ShouldNotBe(rows);
    }

    [Fact]
    public void A_copy_outlives_its_index_and_keeps_its_numbers_on_the_way_back()
    {
        string path = Path.Combine(folder, "half.index");
        float[] rounded;
        using (EmbeddingIndex half = Index(Unit(Count, 40, 1), 40).ToPrecision(EmbeddingPrecision.BFloat16))
        {
            half.Save(path);
            rounded = half.ToArray();
        }

        EmbeddingIndex file = EmbeddingIndex.Open(path);
        using EmbeddingIndex wide = file.ToPrecision(EmbeddingPrecision.Float32), same = file.ToPrecision(EmbeddingPrecision.BFloat16);
        file.Dispose();
        (wide.Precision, same.Precision).ShouldBe((EmbeddingPrecision.Float32, EmbeddingPrecision.BFloat16));
        wide.ToArray().ShouldBe(rounded);
        same.ToArray().ShouldBe(rounded);
    }

    [Fact]
    public void A_filter_and_many_queries_do_what_they_do_in_float32()
    {
        const int Width = 48;
        float[] queries = Steps(5 * Width, 9);
        using EmbeddingIndex index = Index(Steps(Count * Width, 8), Width), half = index.ToPrecision(EmbeddingPrecision.BFloat16);
        Func<int, bool>?[] filters = [null, i => i % 50 == 3, i => i == 12, _ => false];
        foreach (Func<int, bool>? filter in filters)
        {
            half.FindMany(queries, 9, filter).SelectMany(hits => hits).ShouldBe(index.FindMany(queries, 9, filter).SelectMany(hits => hits));
        }

        half.Find(queries.AsSpan(2 * Width, Width), 9).ShouldBe(half.FindMany(queries, 9)[2]);
        Should.Throw<ArgumentException>(() => half.Find([1f])).Message.ShouldContain("1 numbers");
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(float.MaxValue)]
    public void What_has_no_bfloat16_is_refused_by_its_place(float value)
    {
        // Beyond the first block of rows.
        float[] rows = new float[2000 * 3];
        rows[(1500 * 3) + 2] = value;
        using EmbeddingIndex index = EmbeddingIndex.Of([.. Enumerable.Range(0, 2000).Select(i => $"{i}")], rows, 3);
        string message = Should.Throw<InvalidInputException>(() => index.ToPrecision(EmbeddingPrecision.BFloat16)).Message;
        message.ShouldContain("Item 1500 ");
        message.ShouldContain("number 2 ");
        Should.Throw<ArgumentOutOfRangeException>(() => index.ToPrecision((EmbeddingPrecision)2));
    }

    private static EmbeddingIndex Index(float[] rows, int width) => EmbeddingIndex.Of([.. Enumerable.Range(0, rows.Length / width).Select(i => $"satz {i} – ä")], rows, width, "abc");

    private static float[] Steps(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(-4, 5) / 16f)];
    }

    private static float[] Unit(int count, int width, ulong seed)
    {
        SplitMix64 random = new SeedSequence(seed).ToRandom();
        float[] values = [.. Enumerable.Range(0, count * width).Select(_ => (float)random.NextGaussian())];
        for (int i = 0; i < count; i++)
        {
            Span<float> row = values.AsSpan(i * width, width);
            TensorPrimitives.Divide(row, TensorPrimitives.Norm<float>(row), row);
        }

        return values;
    }

    private static void CheckAgainstLoop(EmbeddingIndex half, float[] queries, int width)
    {
        float[] rounded = half.ToArray();
        IReadOnlyList<IReadOnlyList<RetrievalHit>> found = half.FindMany(queries, 25);
        for (int q = 0; q < queries.Length / width; q++)
        {
            double Product(int item) => Enumerable.Range(0, width).Sum(i => (double)queries[(q * width) + i] * rounded[(item * width) + i]);
            double[] products = [.. Enumerable.Range(0, half.Count).Select(Product)];
            found[q].Select(hit => hit.Index).ShouldBe(Enumerable.Range(0, half.Count).OrderByDescending(i => products[i]).Take(25));
            found[q].ShouldAllBe(hit => Math.Abs(hit.Similarity - products[hit.Index]) < 1e-5 && hit.Item == half[hit.Index]);
        }
    }
}
