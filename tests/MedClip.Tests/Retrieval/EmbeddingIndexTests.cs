using System.Numerics.Tensors;

namespace MedClip.Tests;

public sealed class EmbeddingIndexTests : IDisposable
{
    private const int Count = 700, Width = 24;

    private readonly string folder = Directory.CreateTempSubdirectory("medclip-").FullName;
    private readonly float[] rows = Unit(Count, 1), queries = Unit(5, 2);
    private readonly string[] items = [.. Enumerable.Range(0, Count).Select(i => $"satz {i} – ä")];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_nearest_are_those_of_a_full_sort()
    {
        using EmbeddingIndex index = EmbeddingIndex.Of(items, rows, Width);
        IReadOnlyList<IReadOnlyList<RetrievalHit>> found = index.FindMany(queries, 7);
        for (int q = 0; q < 5; q++)
        {
            found[q].Select(h => h.Index).ShouldBe(FullSort(q, _ => true).Take(7));
            found[q].ShouldAllBe(h => h.Item == items[h.Index]);
        }
    }

    [Fact]
    public void A_filter_leaves_only_what_passes()
    {
        using EmbeddingIndex index = EmbeddingIndex.Of(items, rows, Width);
        index.Find(queries.AsSpan(0, Width), 9, i => i % 50 == 3).Select(h => h.Index).ShouldBe(FullSort(0, i => i % 50 == 3).Take(9));
        index.Find(queries.AsSpan(0, Width), 9, i => i == 12).Select(h => h.Index).ShouldBe([12]);
        index.Find(queries.AsSpan(0, Width), 9, _ => false).ShouldBeEmpty();
    }

    [Fact]
    public void Equal_similarities_keep_item_order_on_any_number_of_threads()
    {
        float[] same = [.. Enumerable.Range(0, Count).SelectMany(_ => queries[..Width])];
        using EmbeddingIndex index = EmbeddingIndex.Of(items, same, Width);
        index.Find(queries.AsSpan(0, Width), 20).Select(h => h.Index).ShouldBe(Enumerable.Range(0, 20));
    }

    [Fact]
    public void A_saved_index_is_the_same_index()
    {
        string path = Path.Combine(folder, "a.index");
        using EmbeddingIndex index = EmbeddingIndex.Of(items, rows, Width, "abc");
        index.Save(path);
        using EmbeddingIndex opened = EmbeddingIndex.Open(path);
        (opened.Count, opened.Dimensions, opened.ModelHash, opened[17]).ShouldBe((Count, Width, "abc", items[17]));
        opened.FindMany(queries, 5).SelectMany(h => h).ShouldBe(index.FindMany(queries, 5).SelectMany(h => h));
    }

    [Fact]
    public void A_damaged_file_is_refused()
    {
        string path = Path.Combine(folder, "a.index");
        EmbeddingIndex.Of(items, rows, Width).Save(path);
        byte[] bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..^100]);
        Should.Throw<InvalidInputException>(() => EmbeddingIndex.Open(path)).Message.ShouldContain(path);
        File.WriteAllText(path, "no index");
        Should.Throw<InvalidInputException>(() => EmbeddingIndex.Open(path));
        Should.Throw<InvalidInputException>(() => EmbeddingIndex.Open(path + ".none")).Message.ShouldContain("no such file");
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Should.Throw<ArgumentException>(() => EmbeddingIndex.Of(items, rows, Width + 1));
        using EmbeddingIndex index = EmbeddingIndex.Of(items, rows, Width);
        Should.Throw<ArgumentException>(() => index.Find([1f])).Message.ShouldContain("1 numbers");
        Should.Throw<OperationCanceledException>(() => index.Find(queries.AsSpan(0, Width), cancellation: new CancellationToken(canceled: true)));
    }

    [Fact]
    public void An_index_of_another_model_is_refused()
    {
        using var embedder = new Embedder(new FakeEncoder(FindingSet.Competition));
        using EmbeddingIndex index = EmbeddingIndex.Of(["a"], new float[embedder.Dimensions + 1], embedder.Dimensions + 1);
        Should.Throw<InvalidInputException>(() => Retriever.Over(embedder, index)).Message.ShouldContain("another model");
    }

    private static float[] Unit(int count, ulong seed)
    {
        SplitMix64 random = new SeedSequence(seed).ToRandom();
        float[] values = [.. Enumerable.Range(0, count * Width).Select(_ => (float)random.NextGaussian())];
        for (int i = 0; i < count; i++)
        {
            Span<float> row = values.AsSpan(i * Width, Width);
            TensorPrimitives.Divide(row, TensorPrimitives.Norm<float>(row), row);
        }

        return values;
    }

    private IEnumerable<int> FullSort(int query, Func<int, bool> passes) => Enumerable.Range(0, Count).Where(passes)
        .OrderByDescending(i => TensorPrimitives.Dot<float>(queries.AsSpan(query * Width, Width), rows.AsSpan(i * Width, Width)));
}
