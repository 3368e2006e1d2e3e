using System.Buffers;

namespace MedClip;

/// <summary>
/// Films and texts as unit vectors in one space: their dot product is the cosine similarity. Thread-safe; load it once and share it.
/// </summary>
public sealed class Embedder : IDisposable
{
    private const int BatchesSorted = 64;
    private readonly IEncoder encoder;
    private readonly EmbedderOptions options;

    internal Embedder(IEncoder encoder, EmbedderOptions? options = null)
    {
        this.encoder = encoder;
        this.options = options ?? new EmbedderOptions();
        this.options.Validate();
    }

    /// <summary>P, the width of embeddings.</summary>
    public int Dimensions => encoder.Dimensions;

    /// <summary>The findings that the model learned.</summary>
    public FindingSet Findings => encoder.Findings;

    /// <summary>Where embeddings come from.</summary>
    public ModelProvenance Provenance => encoder.Provenance;

    /// <summary>Loads a checkpoint.</summary>
    /// <param name="checkpointPath">A checkpoint folder, or a run folder (its best checkpoint, else its last).</param>
    /// <param name="options">How films are read and batched; null for the defaults.</param>
    /// <exception cref="InvalidInputException">The checkpoint is missing or damaged, or an option is wrong.</exception>
    /// <exception cref="NativeLibraryException">libtorch or the imaging library cannot be loaded; the message says what to install.</exception>
    public static Embedder Load(string checkpointPath, EmbedderOptions? options = null)
    {
        (options ??= new EmbedderOptions()).Validate();
        return new Embedder(CheckpointEncoder.Load(checkpointPath, options), options);
    }

    /// <summary>Embeds one film.</summary>
    /// <param name="path">A picture file.</param>
    /// <param name="cancellation">Stops between reading and encoding.</param>
    /// <returns>P numbers of length 1.</returns>
    /// <exception cref="InvalidInputException">The file is missing or no whole picture.</exception>
    public float[] EmbedImage(string path, CancellationToken cancellation = default) => EmbedImage(Film.FromFile(path), cancellation);

    /// <summary>Embeds one film.</summary>
    /// <param name="film">A file, bytes, a stream or pixels.</param>
    /// <param name="cancellation">Stops between reading and encoding.</param>
    /// <returns>P numbers of length 1.</returns>
    /// <exception cref="InvalidInputException">The film is missing or no whole picture.</exception>
    public float[] EmbedImage(Film film, CancellationToken cancellation = default)
    {
        EmbeddedImage image = EmbedImages([film], cancellation)[0];
        return image.Embedding ?? throw new InvalidInputException(image.Error!.Message);
    }

    /// <summary>Embeds films; a file that cannot be read gets an error of its own and does not stop the others.</summary>
    /// <param name="paths">Picture files.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <returns>One result for each path, in order.</returns>
    public IReadOnlyList<EmbeddedImage> EmbedImages(IReadOnlyList<string> paths, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return EmbedImages([.. paths.Select(Film.FromFile)], cancellation);
    }

    /// <summary>Embeds films; one that cannot be read gets an error of its own and does not stop the others.</summary>
    /// <param name="films">Files, bytes, streams or pixels.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <returns>One result for each film, in order.</returns>
    public IReadOnlyList<EmbeddedImage> EmbedImages(IReadOnlyList<Film> films, CancellationToken cancellation = default) => EmbedImages(films, gated: false, cancellation);

    /// <summary>Embeds films, and refuses other pictures where that is asked for and the options do not say otherwise.</summary>
    internal IReadOnlyList<EmbeddedImage> EmbedImages(IReadOnlyList<Film> films, bool gated, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(films);
        using MedClipTelemetry.EmbeddingCall call = MedClipTelemetry.Embedding("image", Provenance, Dimensions, films.Count);
        try
        {
            return EncodeEach(films, Dimensions, encoder.EncodeImages, gated, cancellation);
        }
        catch (Exception e)
        {
            call.Failed(e);
            throw;
        }
    }

    /// <summary>Encodes N films, C·H·W numbers each, to N rows.</summary>
    internal delegate void FilmEncoding(Memory<float> pixels, int count, Span<float> rows);

    /// <summary>Reads films and encodes each to a row of numbers, as embedding does.</summary>
    /// <param name="films">Files, bytes, streams or pixels.</param>
    /// <param name="rowWidth">Numbers in a row.</param>
    /// <param name="encode">Encodes the films of a batch.</param>
    /// <param name="gated">Whether other pictures than films are refused, unless the options say otherwise.</param>
    /// <param name="cancellation">Stops between batches.</param>
    internal IReadOnlyList<EmbeddedImage> EncodeEach(IReadOnlyList<Film> films, int rowWidth, FilmEncoding encode, bool gated, CancellationToken cancellation)
    {
        var results = new EmbeddedImage[films.Count];
        for (int start = 0; start < films.Count; start += options.BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            EncodeBatch(films, start, Math.Min(options.BatchSize, films.Count - start), results, rowWidth, encode, options.FilmGate ?? gated, cancellation);
        }

        return results;
    }

    /// <summary>Embeds films on another thread; see <see cref="EmbedImages(IReadOnlyList{string}, CancellationToken)"/>.</summary>
    /// <param name="paths">Picture files.</param>
    /// <param name="cancellation">Stops between batches.</param>
    public Task<IReadOnlyList<EmbeddedImage>> EmbedImagesAsync(IReadOnlyList<string> paths, CancellationToken cancellation = default) =>
        Task.Run(() => EmbedImages(paths, cancellation), cancellation);

    /// <summary>Embeds films on another thread; see <see cref="EmbedImages(IReadOnlyList{Film}, CancellationToken)"/>.</summary>
    /// <param name="films">Files, bytes, streams or pixels.</param>
    /// <param name="cancellation">Stops between batches.</param>
    public Task<IReadOnlyList<EmbeddedImage>> EmbedImagesAsync(IReadOnlyList<Film> films, CancellationToken cancellation = default) =>
        Task.Run(() => EmbedImages(films, cancellation), cancellation);

    /// <summary>Embeds one text.</summary>
    /// <param name="text">A sentence, finding or prompt; cut at the model's longest.</param>
    /// <returns>P numbers of length 1.</returns>
    public float[] EmbedText(string text) => EmbedTexts([text])[0];

    /// <summary>Embeds texts.</summary>
    /// <param name="texts">Sentences, findings or prompts.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <returns>P numbers of length 1 for each text, in order.</returns>
    /// <exception cref="InvalidInputException">A text is blank: it would stand for nothing.</exception>
    public IReadOnlyList<float[]> EmbedTexts(IReadOnlyList<string> texts, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        for (int i = 0; i < texts.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(texts[i]))
            {
                throw new InvalidInputException($"Text {i + 1} of {texts.Count} is blank; give it words or leave it out.");
            }
        }

        // The encoder cuts batches of texts of a like length out of many, or takes a batch as it is.
        int together = options.TextBatching == Models.TextBatching.Fast ? options.BatchSize * BatchesSorted : options.BatchSize;
        using MedClipTelemetry.EmbeddingCall call = MedClipTelemetry.Embedding("text", Provenance, Dimensions, texts.Count);
        var results = new float[texts.Count][];
        for (int start = 0; start < texts.Count; start += together)
        {
            cancellation.ThrowIfCancellationRequested();
            string[] batch = [.. texts.Skip(start).Take(together)];
            var embeddings = new float[batch.Length * Dimensions];
            encoder.EncodeTexts(batch, embeddings);
            for (int i = 0; i < batch.Length; i++)
            {
                results[start + i] = embeddings[(i * Dimensions)..((i + 1) * Dimensions)];
            }
        }

        return results;
    }

    /// <summary>Embeds one film, and says where its part along a direction comes from; or why it is refused.</summary>
    internal (LocatedFilm? Located, InferenceError? Error) Locate(Film film, float[] direction, int side)
    {
        var pixels = new float[encoder.PixelCount];
        if (Read(film, pixels, options.FilmGate ?? true) is { } error)
        {
            MedClipTelemetry.Refused(error.Code);
            return (null, error);
        }

        return (encoder.Locate(film, pixels, direction, side), null);
    }

    /// <summary>1/τ of the model.</summary>
    internal float LogitScale => encoder.LogitScale;

    /// <summary>Maps from scores to probabilities; null when none were fitted.</summary>
    internal Models.CheckpointCalibration? Calibration => encoder.Calibration;

    /// <summary>Frees the model.</summary>
    public void Dispose() => encoder.Dispose();

    private void EncodeBatch(
        IReadOnlyList<Film> films, int start, int count, EmbeddedImage[] results, int rowWidth, FilmEncoding encode, bool gated, CancellationToken cancellation)
    {
        int width = encoder.PixelCount;
        float[] decoded = ArrayPool<float>.Shared.Rent(count * width);
        try
        {
            var errors = new InferenceError?[count];
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.DecodingThreads ?? Environment.ProcessorCount, CancellationToken = cancellation };
            Parallel.For(0, count, parallel, i => errors[i] = Read(films[start + i], decoded.AsSpan(i * width, width), gated));

            // Refused films leave no hole: the good ones move together before the model sees them.
            int[] good = [.. Enumerable.Range(0, count).Where(i => errors[i] is null)];
            for (int row = 0; row < good.Length; row++)
            {
                if (good[row] != row)
                {
                    decoded.AsSpan(good[row] * width, width).CopyTo(decoded.AsSpan(row * width, width));
                }
            }

            var rows = new float[good.Length * rowWidth];
            if (good.Length > 0)
            {
                encode(decoded.AsMemory(0, good.Length * width), good.Length, rows);
            }

            for (int i = 0; i < count; i++)
            {
                results[start + i] = new EmbeddedImage(films[start + i].Name, null, errors[i]);
                if (errors[i] is { } error)
                {
                    MedClipTelemetry.Refused(error.Code);
                }
            }

            for (int row = 0; row < good.Length; row++)
            {
                results[start + good[row]] = Checked(films[start + good[row]].Name, rows[(row * rowWidth)..((row + 1) * rowWidth)]);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(decoded);
        }
    }

    private InferenceError? Read(Film film, Span<float> pixels, bool gated)
    {
        if (film.Path is { } path && !File.Exists(path))
        {
            return new InferenceError(InferenceError.ImageMissing, $"{path}: there is no such file.");
        }

        try
        {
            return encoder.Prepare(film, pixels, gated);
        }
        catch (InvalidInputException e)
        {
            return new InferenceError(InferenceError.ImageUnreadable, e.Message);
        }
    }

    private static EmbeddedImage Checked(string path, float[] embedding) => Array.TrueForAll(embedding, float.IsFinite)
        ? new EmbeddedImage(path, embedding, null)
        : new EmbeddedImage(path, null, new InferenceError(InferenceError.EmbeddingNotFinite, $"{path}: the model gives numbers that are not finite for this picture."));
}
