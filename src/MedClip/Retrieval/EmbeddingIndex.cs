using System.Buffers;

namespace MedClip;

/// <summary>
/// Named unit embeddings and exact search among them by cosine: no approximation, so nothing is missed. In memory, or a memory-mapped file (safetensors), of which only what
/// is searched is read. Immutable and thread-safe; the same query gives the same answer, whatever the number of threads.
/// </summary>
public sealed class EmbeddingIndex : IDisposable
{
    private readonly IEmbeddingRows rows;
    private readonly IReadOnlyList<string> items;

    private EmbeddingIndex(IEmbeddingRows rows, IReadOnlyList<string> items, string modelHash)
    {
        (this.rows, this.items) = (rows, items);
        ModelHash = modelHash;
    }

    /// <summary>The number of items, N.</summary>
    public int Count => rows.Count;

    /// <summary>P, the width of embeddings.</summary>
    public int Dimensions => rows.Dimensions;

    /// <summary>SHA-256 of the weights that made the embeddings; empty when not known. Embeddings of different models do not compare.</summary>
    public string ModelHash { get; }

    /// <summary>An item's text or path.</summary>
    /// <param name="index">0…N−1.</param>
    public string this[int index] => items[index];

    /// <summary>Makes an index in memory.</summary>
    /// <param name="items">N ≥ 1 texts or paths.</param>
    /// <param name="embeddings">N×P numbers, row by row, each row of length 1; kept, not copied.</param>
    /// <param name="dimensions">P ≥ 1.</param>
    /// <param name="modelHash">Of the model that made them; empty when not known.</param>
    /// <exception cref="ArgumentException">The numbers do not fit.</exception>
    public static EmbeddingIndex Of(IReadOnlyList<string> items, ReadOnlyMemory<float> embeddings, int dimensions, string modelHash = "")
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(modelHash);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        return items.Count > 0 && (long)items.Count * dimensions == embeddings.Length
            ? new EmbeddingIndex(new MemoryRows(embeddings, dimensions), [.. items], modelHash)
            : throw new ArgumentException($"{items.Count} items need {items.Count} × {dimensions} numbers, not {embeddings.Length}; and at least one item.", nameof(embeddings));
    }

    /// <summary>Opens an index file.</summary>
    /// <param name="path">A file that <see cref="Save"/> wrote.</param>
    /// <exception cref="InvalidInputException">The file is missing, damaged or no index.</exception>
    public static EmbeddingIndex Open(string path)
    {
        (IEmbeddingRows rows, IReadOnlyList<string> items, string modelHash) = IndexFile.Open(path);
        return new EmbeddingIndex(rows, items, modelHash);
    }

    /// <summary>Writes the index; aside first, then renamed. Python reads it as safetensors: <c>embeddings</c>, <c>item_bytes</c> (UTF-8) and <c>item_ends</c>.</summary>
    /// <param name="path">Where the file is to stand.</param>
    public void Save(string path) => IndexFile.Save(path, rows, items, ModelHash);

    /// <summary>A copy of the embeddings.</summary>
    /// <returns>N×P numbers, row by row.</returns>
    /// <exception cref="OverflowException">There are more than an array holds.</exception>
    public float[] ToArray()
    {
        var values = new float[checked(Count * Dimensions)];
        rows.Block(0, Count).CopyTo(values);
        return values;
    }

    /// <summary>Finds the nearest items.</summary>
    /// <param name="query">P numbers of length 1, from the same model.</param>
    /// <param name="k">How many, at least 1; fewer come back when fewer items pass.</param>
    /// <param name="filter">Which items may be found, by place; null for all. Called from several threads.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>Nearest first; equal similarities keep item order.</returns>
    /// <exception cref="ArgumentException">The query is not of the index's width.</exception>
    public IReadOnlyList<RetrievalHit> Find(ReadOnlySpan<float> query, int k = 10, Func<int, bool>? filter = null, CancellationToken cancellation = default) =>
        FindMany(query.ToArray(), k, filter, cancellation)[0];

    /// <summary>Finds the nearest items of many queries in one pass over the items.</summary>
    /// <param name="queries">Q×P numbers, row by row, each row of length 1.</param>
    /// <param name="k">How many for each query.</param>
    /// <param name="filter">Which items may be found.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>Q lists, in order of the queries.</returns>
    public IReadOnlyList<IReadOnlyList<RetrievalHit>> FindMany(
        ReadOnlyMemory<float> queries, int k = 10, Func<int, bool>? filter = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        if (queries.Length == 0 || queries.Length % Dimensions != 0)
        {
            throw new ArgumentException($"The query has {queries.Length} numbers; this index holds embeddings of {Dimensions}.", nameof(queries));
        }

        return [.. Search(queries, Math.Min(k, Count), filter, cancellation)
            .Select(best => (IReadOnlyList<RetrievalHit>)[.. best.Sorted().Select(hit => new RetrievalHit(hit.Item, items[hit.Item], hit.Similarity))])];
    }

    /// <summary>Closes the file, if there is one.</summary>
    public void Dispose() => rows.Dispose();

    // Blocks of rows small enough to stay in a core's cache while every query looks at them.
    private NearestItems[] Search(ReadOnlyMemory<float> queries, int k, Func<int, bool>? filter, CancellationToken cancellation)
    {
        int count = queries.Length / Dimensions, block = Math.Max(16, (1 << 17) / (Dimensions * sizeof(float)));
        var merged = new NearestItems[count];
        for (int q = 0; q < count; q++)
        {
            merged[q] = new NearestItems(k);
        }

        int blocks = (Count + block - 1) / block;
        Parallel.For(
            0, blocks, new ParallelOptions { CancellationToken = cancellation },
            () => Enumerable.Range(0, count).Select(_ => new NearestItems(k)).ToArray(),
            (b, _, own) =>
            {
                int start = b * block, size = Math.Min(block, Count - start);
                ReadOnlySpan<float> values = rows.Block(start, size), all = queries.Span;
                float[] rented = ArrayPool<float>.Shared.Rent(size);
                Span<float> similarities = rented.AsSpan(0, size);
                for (int q = 0; q < count; q++)
                {
                    NearestItems nearest = own[q];
                    RowProducts.Of(all.Slice(q * Dimensions, Dimensions), values, similarities);
                    for (int i = 0; i < size; i++)
                    {
                        if (nearest.Beats(similarities[i], start + i) && filter?.Invoke(start + i) != false)
                        {
                            nearest.Add(similarities[i], start + i);
                        }
                    }
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
}
