using System.Buffers;
using System.Runtime.InteropServices;

namespace MedClip;

/// <summary>The nearest rows of each query in one pass over all rows. The answer has the same bits whatever the number of threads.</summary>
/// <param name="rows">Where it searches.</param>
/// <param name="threads">At most so many; −1 for as many as there are cores.</param>
internal sealed class ExactSearch(IEmbeddingRows rows, int threads = -1)
{
    // Rows of a block stay in a core's cache while every query looks at them.
    private const int BlockBytes = 1 << 17, LeastRows = 16;

    private readonly bool half = rows.Precision == EmbeddingPrecision.BFloat16;

    /// <param name="queries">Q×P numbers, row by row.</param>
    /// <param name="k">How many for each query.</param>
    /// <param name="filter">Which rows may be found; null for all.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>Q sets.</returns>
    public NearestItems[] Nearest(ReadOnlyMemory<float> queries, int k, Func<int, bool>? filter, CancellationToken cancellation)
    {
        int width = rows.Dimensions, count = queries.Length / width, block = Math.Max(LeastRows, BlockBytes / (width * (half ? sizeof(ushort) : sizeof(float))));
        ReadOnlyMemory<float> arranged = half ? BFloat16RowProducts.Arrange(queries.Span, width) : queries;
        NearestItems[] merged = Empty(count, k);
        Parallel.For(
            0, (rows.Count + block - 1) / block, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = threads },
            () => Empty(count, k),
            (b, _, own) =>
            {
                int start = b * block, size = Math.Min(block, rows.Count - start);
                ReadOnlySpan<byte> numbers = rows.Block(start, size);
                float[] rented = ArrayPool<float>.Shared.Rent(size);
                Span<float> similarities = rented.AsSpan(0, size);
                for (int q = 0; q < count; q++)
                {
                    Products(arranged.Span.Slice(q * width, width), numbers, similarities);
                    Keep(own[q], similarities, start, filter);
                }

                ArrayPool<float>.Shared.Return(rented);
                return own;
            },
            own =>
            {
                lock (merged)
                {
                    for (int q = 0; q < count; q++)
                    {
                        merged[q].AddAll(own[q]);
                    }
                }
            });
        return merged;
    }

    private static NearestItems[] Empty(int count, int k) => [.. Enumerable.Range(0, count).Select(_ => new NearestItems(k))];

    private static void Keep(NearestItems nearest, ReadOnlySpan<float> similarities, int start, Func<int, bool>? filter)
    {
        for (int i = 0; i < similarities.Length; i++)
        {
            if (nearest.Beats(similarities[i], start + i) && filter?.Invoke(start + i) != false)
            {
                nearest.Add(similarities[i], start + i);
            }
        }
    }

    private void Products(ReadOnlySpan<float> query, ReadOnlySpan<byte> numbers, Span<float> similarities)
    {
        if (half)
        {
            BFloat16RowProducts.Of(query, MemoryMarshal.Cast<byte, ushort>(numbers), similarities);
        }
        else
        {
            RowProducts.Of(query, MemoryMarshal.Cast<byte, float>(numbers), similarities);
        }
    }
}
