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

    /// <summary>What the index keeps its numbers in.</summary>
    public EmbeddingPrecision Precision => rows.Precision;

    /// <summary>SHA-256 of the weights that made the embeddings; empty when not known. Embeddings of different models do not compare.</summary>
    public string ModelHash { get; }

    /// <summary>An item's text or path.</summary>
    /// <param name="index">0…N−1.</param>
    public string this[int index] => items[index];

    /// <summary>Makes an index in memory, in float32; <see cref="ToPrecision"/> makes one in bfloat16 of it.</summary>
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
            ? new EmbeddingIndex(new MemoryRows<float>(embeddings, dimensions, EmbeddingPrecision.Float32), [.. items], modelHash)
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

    /// <summary>Writes the index; aside first, then renamed. Python reads it as safetensors: <c>embeddings</c> (F32 or BF16),
    /// <c>item_bytes</c> (UTF-8) and <c>item_ends</c>.</summary>
    /// <param name="path">Where the file is to stand.</param>
    public void Save(string path) => IndexFile.Save(path, rows, items, ModelHash);

    /// <summary>A copy of the embeddings.</summary>
    /// <returns>N×P numbers, row by row; what is kept in bfloat16 is widened.</returns>
    /// <exception cref="OverflowException">There are more than an array holds.</exception>
    public float[] ToArray() => RowCopies.Float32(rows);

    /// <summary>
    /// Makes a copy in memory that keeps its numbers in another precision; <see cref="Save"/> writes them so. To bfloat16 they are rounded to nearest, halves to even; to float32 they stay
    /// what they are, and what an earlier rounding took away stays away.
    /// </summary>
    /// <param name="precision">Of the copy; the index's own is allowed.</param>
    /// <returns>An index of its own: this one may be disposed.</returns>
    /// <exception cref="InvalidInputException">A number is not finite, or too large for bfloat16; the message says which.</exception>
    /// <exception cref="OverflowException">There are more numbers than an array holds.</exception>
    public EmbeddingIndex ToPrecision(EmbeddingPrecision precision) => new(
        precision switch
        {
            EmbeddingPrecision.Float32 => new MemoryRows<float>(RowCopies.Float32(rows), Dimensions, precision),
            EmbeddingPrecision.BFloat16 => new MemoryRows<ushort>(RowCopies.BFloat16(rows), Dimensions, precision),
            _ => throw new ArgumentOutOfRangeException(nameof(precision), precision, "An index keeps Float32 or BFloat16."),
        },
        items, ModelHash);

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

        return [.. new ExactSearch(rows).Nearest(queries, Math.Min(k, Count), filter, cancellation)
            .Select(best => (IReadOnlyList<RetrievalHit>)[.. best.Sorted().Select(hit => new RetrievalHit(hit.Item, items[hit.Item], hit.Similarity))])];
    }

    /// <summary>Closes the file, if there is one.</summary>
    public void Dispose() => rows.Dispose();
}
