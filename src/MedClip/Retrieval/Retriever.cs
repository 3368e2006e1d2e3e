using System.Numerics.Tensors;

namespace MedClip;

/// <summary>
/// Finds the nearest of a fixed list of texts or films by exact cosine. Queries may be films or texts alike, since both live in one space.
/// Immutable and thread-safe; the embedder stays the caller's.
/// </summary>
public sealed class Retriever
{
    private readonly Embedder embedder;
    private readonly string[] items;
    private readonly float[] embeddings;

    private Retriever(Embedder embedder, string[] items, float[] embeddings, IReadOnlyList<InferenceError> refused)
    {
        this.embedder = embedder;
        this.items = items;
        this.embeddings = embeddings;
        Refused = refused;
    }

    /// <summary>The number of items.</summary>
    public int Count => items.Length;

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

    /// <summary>Finds what lies nearest to a film.</summary>
    /// <param name="path">A picture file.</param>
    /// <param name="k">How many, at least 1.</param>
    /// <exception cref="InvalidInputException">The file is missing or no whole picture.</exception>
    public IReadOnlyList<RetrievalHit> FindByImage(string path, int k = 10) => Find(embedder.EmbedImage(path), k);

    /// <summary>Finds what lies nearest to a text.</summary>
    /// <param name="text">A sentence.</param>
    /// <param name="k">How many, at least 1.</param>
    public IReadOnlyList<RetrievalHit> FindByText(string text, int k = 10) => Find(embedder.EmbedText(text), k);

    /// <summary>Finds what lies nearest to an embedding.</summary>
    /// <param name="embedding">P numbers of length 1, from the same model.</param>
    /// <param name="k">How many, at least 1; fewer come back when there are fewer items.</param>
    /// <returns>Nearest first; equal similarities keep item order.</returns>
    public IReadOnlyList<RetrievalHit> Find(ReadOnlySpan<float> embedding, int k = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        if (embedding.Length != embedder.Dimensions)
        {
            throw new ArgumentException($"The embedding has {embedding.Length} numbers; this model's have {embedder.Dimensions}.", nameof(embedding));
        }

        // The k nearest so far, the farthest of them on top; of equal ones the later item goes first.
        var nearest = new PriorityQueue<int, (float Similarity, int Before)>(Math.Min(k, items.Length) + 1);
        for (int i = 0; i < items.Length; i++)
        {
            float similarity = TensorPrimitives.Dot(embedding, embeddings.AsSpan(i * embedding.Length, embedding.Length));
            if (nearest.Count < k)
            {
                nearest.Enqueue(i, (similarity, -i));
            }
            else
            {
                nearest.EnqueueDequeue(i, (similarity, -i));
            }
        }

        var hits = new RetrievalHit[nearest.Count];
        for (int rank = hits.Length - 1; nearest.TryDequeue(out int item, out (float Similarity, int Before) key); rank--)
        {
            hits[rank] = new RetrievalHit(item, items[item], key.Similarity);
        }

        return hits;
    }

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

        return new Retriever(embedder, items, embeddings, refused);
    }
}
