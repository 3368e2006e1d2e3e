using Microsoft.Extensions.AI;

namespace MedClip.Extensions.AI;

/// <summary>
/// One generator for texts and films alike: both lie in one space, so that a vector store filled with films can be searched by a sentence. Thread-safe. Disposing it leaves the shared
/// <see cref="Embedder"/> alone. Spans and durations come from <see cref="MedClipTelemetry"/>.
/// </summary>
public sealed class MedClipEmbeddingGenerator : IEmbeddingGenerator<string, Embedding<float>>, IEmbeddingGenerator<DataContent, Embedding<float>>
{
    private static readonly string[] MediaTypes = ["image/png", "image/jpeg", "image/tiff", "image/bmp", "application/dicom"];

    private readonly Embedder embedder;
    private readonly EmbeddingGeneratorMetadata metadata;

    /// <summary>Makes a generator.</summary>
    /// <param name="embedder">A loaded model; stays the caller's.</param>
    public MedClipEmbeddingGenerator(Embedder embedder)
    {
        ArgumentNullException.ThrowIfNull(embedder);
        this.embedder = embedder;
        string model = Path.GetFileName(Path.TrimEndingDirectorySeparator(embedder.Provenance.Checkpoint));
        metadata = new EmbeddingGeneratorMetadata("medclip", providerUri: null, defaultModelId: model, defaultModelDimensions: embedder.Dimensions);
    }

    /// <summary>Embeds texts.</summary>
    /// <param name="values">Sentences, findings or prompts; none blank.</param>
    /// <param name="options">The model's own name and width, or null: others are refused.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns>Unit embeddings, in order.</returns>
    /// <exception cref="InvalidInputException">A text is blank.</exception>
    /// <exception cref="NotSupportedException">Another width or model is asked for.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        Check(options);
        string[] texts = [.. values];
        IReadOnlyList<float[]> embeddings = await Task.Run(() => embedder.EmbedTexts(texts, cancellationToken), cancellationToken).ConfigureAwait(false);
        return new GeneratedEmbeddings<Embedding<float>>(embeddings.Select(ToEmbedding));
    }

    /// <summary>Embeds films.</summary>
    /// <param name="values">PNG, JPEG, TIFF, BMP or DICOM (<c>application/dicom</c>).</param>
    /// <param name="options">The model's own name and width, or null: others are refused.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns>Unit embeddings, in order.</returns>
    /// <exception cref="InvalidInputException">A film cannot be read whole; the message says which.</exception>
    /// <exception cref="NotSupportedException">Another media type, width or model is asked for.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<DataContent> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        Check(options);
        Film[] films = [.. values.Select(ToFilm)];
        IReadOnlyList<EmbeddedImage> images = await embedder.EmbedImagesAsync(films, cancellationToken).ConfigureAwait(false);
        return new GeneratedEmbeddings<Embedding<float>>(images.Select(image =>
            ToEmbedding(image.Embedding ?? throw new InvalidInputException(image.Error!.Message))));
    }

    /// <summary>The metadata (provider, model, width), the <see cref="Embedder"/>, or this generator by one of its types.</summary>
    /// <param name="serviceType">What is asked for.</param>
    /// <param name="serviceKey">Null; nothing is kept under a key.</param>
    /// <returns>Null for anything else.</returns>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(EmbeddingGeneratorMetadata) ? metadata
            : serviceType == typeof(Embedder) ? embedder
            : serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <summary>Does nothing: the model is shared.</summary>
    public void Dispose()
    {
    }

    private static Film ToFilm(DataContent content, int index) => content is null
        ? throw new ArgumentException($"Film {index + 1} is null.", nameof(content))
        : MediaTypes.Contains(content.MediaType, StringComparer.OrdinalIgnoreCase)
            ? Film.FromBytes(content.Data, $"film {index + 1}")
            : throw new NotSupportedException($"Film {index + 1} is of type '{content.MediaType}'; {string.Join(", ", MediaTypes)} can be embedded.");

    private Embedding<float> ToEmbedding(float[] vector) => new(vector) { ModelId = metadata.DefaultModelId };

    private void Check(EmbeddingGenerationOptions? options)
    {
        if (options?.Dimensions is { } dimensions && dimensions != embedder.Dimensions)
        {
            throw new NotSupportedException($"Embeddings of {dimensions} numbers are asked for; this model's have {embedder.Dimensions}, and cutting them would break cosines.");
        }

        if (options?.ModelId is { } model && model != metadata.DefaultModelId)
        {
            throw new NotSupportedException($"The model '{model}' is asked for; this generator holds '{metadata.DefaultModelId}'.");
        }
    }
}
