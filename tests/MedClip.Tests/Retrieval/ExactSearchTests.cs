namespace MedClip.Tests;

public sealed class ExactSearchTests
{
    [Theory]
    [InlineData(EmbeddingPrecision.Float32)]
    [InlineData(EmbeddingPrecision.BFloat16)]
    public void The_answer_has_the_same_bits_on_any_number_of_threads(EmbeddingPrecision precision)
    {
        const int Count = 20_000, Width = 61;
        var random = new Random(1);

        // Every row stands there twice, so that ties are many.
        float[] values = [.. Enumerable.Range(0, Count / 2 * Width).Select(_ => random.NextSingle() - 0.5f)], queries = values[..(6 * Width)];
        using var floats = new MemoryRows<float>((float[])[.. values, .. values], Width, EmbeddingPrecision.Float32);
        using IEmbeddingRows rows = precision == EmbeddingPrecision.Float32 ? floats : new MemoryRows<ushort>(RowCopies.BFloat16(floats), Width, precision);
        (int, float)[][] alone = Find(rows, queries, threads: 1);
        alone.ShouldAllBe(hits => hits.Length == 11);
        foreach (int threads in (int[])[-1, 2, 3, 8, 8, 8])
        {
            (int, float)[][] together = Find(rows, queries, threads);
            for (int q = 0; q < alone.Length; q++)
            {
                together[q].ShouldBe(alone[q]);
            }
        }
    }

    [Fact]
    public void A_row_wider_than_a_block_is_searched()
    {
        const int Width = 1 << 16;
        float[] values = new float[40 * Width];
        for (int i = 0; i < 40; i++)
        {
            values[(i * Width) + i] = 1;
        }

        using EmbeddingIndex half = EmbeddingIndex.Of([.. Enumerable.Range(0, 40).Select(i => $"{i}")], values, Width).ToPrecision(EmbeddingPrecision.BFloat16);
        half.Find(values.AsSpan(33 * Width, Width), 2).Select(hit => hit.Index).ShouldBe([33, 0]);
    }

    private static (int, float)[][] Find(IEmbeddingRows rows, float[] queries, int threads) =>
        [.. new ExactSearch(rows, threads).Nearest(queries, 11, null, default).Select(best => best.Sorted().Select(hit => (hit.Item, hit.Similarity)).ToArray())];
}
