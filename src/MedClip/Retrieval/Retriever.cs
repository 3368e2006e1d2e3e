namespace MedClip;

/// <summary>
/// Finds the nearest of a fixed list of texts or films by exact cosine. Queries may be films or texts alike, since both live in one space.
/// Immutable and thread-safe; the embedder stays the caller's.
/// </summary>
public sealed class Retriever : IDisposable
{
    private readonly Embedder embedder;

    private Retriever(Embedder embedder, EmbeddingIndex index, IReadOnlyList<InferenceError> refused)
    {
        this.embedder = embedder;
        Index = index;
        Refused = refused;
    }

    /// <summary>The items and their embeddings; <see cref="EmbeddingIndex.Save"/> keeps them.</summary>
    public EmbeddingIndex Index { get; }

    /// <summary>The number of items.</summary>
    public int Count => Index.Count;

    /// <summary>Films that could not be read and are no items.</summary>
    public IReadOnlyList<InferenceError> Refused { get; }

    /// <summary>Embeds texts as the items to find.</summary>
    /// <param name="embedder">A loaded model.</param>
    /// <param name="texts">One or more texts.</param>
    /// <param name="cancellation">Stops between batches.</param>
    public static Retriever OverTexts(Embedder embedder, IReadOnlyList<string> texts, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(embedder);
        ArgumentNullException.ThrowIfNull(texts);
        return Create(embedder, [.. texts], [.. embedder.EmbedTexts(texts, cancellation)], []);
    }

    /// <summary>Takes texts that were embedded already as the items to find.</summary>
    /// <param name="embedder">The model that embedded them.</param>
    /// <param name="texts">One or more texts.</param>
    /// <param name="embeddings">Their unit embeddings, one for each text.</param>
    /// <exception cref="ArgumentException">The embeddings are not as many as the texts, or not of the model's size.</exception>
    public static Retriever OverTexts(Embedder embedder, IReadOnlyList<string> texts, IReadOnlyList<float[]> embeddings)
    {
        ArgumentNullException.ThrowIfNull(embedder);
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(embeddings);
        return texts.Count == embeddings.Count && embeddings.All(embedding => embedding.Length == embedder.Dimensions)
            ? Create(embedder, [.. texts], [.. embeddings], [])
            : throw new ArgumentException($"{texts.Count} texts need as many embeddings of {embedder.Dimensions} numbers.", nameof(embeddings));
    }

    /// <summary>Embeds films as the items to find; those that cannot be read are left out and listed in <see cref="Refused"/>.</summary>
    /// <param name="embedder">A loaded model.</param>
    /// <param name="paths">One or more picture files.</param>
    /// <param name="cancellation">Stops between batches.</param>
    public static Retriever OverImages(Embedder embedder, IReadOnlyList<string> paths, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(embedder);
        EmbeddedImage[] images = [.. embedder.EmbedImages(paths, cancellation)];
        EmbeddedImage[] good = [.. images.Where(image => image.Embedding is not null)];
        return Create(
            embedder, [.. good.Select(image => image.Path)], [.. good.Select(image => image.Embedding!)],
            [.. images.Where(image => image.Error is not null).Select(image => image.Error!)]);
    }

    /// <summary>Takes over an index, such as one opened from a file.</summary>
    /// <param name="embedder">The model that embedded its items.</param>
    /// <param name="index">The index; disposed with the retriever.</param>
    /// <exception cref="InvalidInputException">Another model made the index.</exception>
    public static Retriever Over(Embedder embedder, EmbeddingIndex index)
    {
        ArgumentNullException.ThrowIfNull(embedder);
        ArgumentNullException.ThrowIfNull(index);
        bool other = index.ModelHash.Length > 0 && embedder.Provenance.ModelHash.Length > 0 && index.ModelHash != embedder.Provenance.ModelHash;
        return index.Dimensions == embedder.Dimensions && !other
            ? new Retriever(embedder, index, [])
            : throw new InvalidInputException(
                $"The index was made by another model ({index.Dimensions} numbers, weights {Short(index.ModelHash)}) than the one loaded ({embedder.Dimensions}, {Short(embedder.Provenance.ModelHash)}); make it anew.");
    }

    /// <summary>Finds what lies nearest to a film.</summary>
    /// <param name="path">A picture file.</param>
    /// <param name="k">How many, at least 1.</param>
    /// <param name="filter">Which items may be found, by place; null for all.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="InvalidInputException">The file is missing or no whole picture.</exception>
    public IReadOnlyList<RetrievalHit> FindByImage(string path, int k = 10, Func<int, bool>? filter = null, CancellationToken cancellation = default) =>
        Find(embedder.EmbedImage(path, cancellation), k, filter, cancellation);

    /// <summary>Finds what lies nearest to a text.</summary>
    /// <param name="text">A sentence.</param>
    /// <param name="k">How many, at least 1.</param>
    /// <param name="filter">Which items may be found, by place; null for all.</param>
    /// <param name="cancellation">Ends the search.</param>
    public IReadOnlyList<RetrievalHit> FindByText(string text, int k = 10, Func<int, bool>? filter = null, CancellationToken cancellation = default) =>
        Find(embedder.EmbedText(text), k, filter, cancellation);

    /// <summary>Finds what lies nearest to an embedding.</summary>
    /// <param name="embedding">P numbers of length 1, from the same model.</param>
    /// <param name="k">How many, at least 1; fewer come back when there are fewer items.</param>
    /// <param name="filter">Which items may be found, by place; null for all.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>Nearest first; equal similarities keep item order.</returns>
    public IReadOnlyList<RetrievalHit> Find(ReadOnlySpan<float> embedding, int k = 10, Func<int, bool>? filter = null, CancellationToken cancellation = default)
    {
        using MedClipTelemetry.Operation search = MedClipTelemetry.Measure("search");
        return Index.Find(embedding, k, filter, cancellation);
    }

    /// <summary>Closes the index; the embedder stays the caller's.</summary>
    public void Dispose() => Index.Dispose();

    private static string Short(string hash) => hash.Length == 0 ? "unknown" : hash[..Math.Min(12, hash.Length)];

    private static Retriever Create(Embedder embedder, string[] items, float[][] rows, IReadOnlyList<InferenceError> refused)
    {
        if (items.Length == 0)
        {
            throw new InvalidInputException(refused.Count > 0
                ? $"None of {refused.Count} films could be read; the first: {refused[0].Message}"
                : "There is nothing to find: give at least one item.");
        }

        var embeddings = new float[checked(rows.Length * embedder.Dimensions)];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i].CopyTo(embeddings, i * embedder.Dimensions);
        }

        return new Retriever(embedder, EmbeddingIndex.Of(items, embeddings, embedder.Dimensions, embedder.Provenance.ModelHash), refused);
    }
}
