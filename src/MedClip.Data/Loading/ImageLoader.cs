using System.Collections.Concurrent;

namespace MedClip.Data;

/// <summary>
/// Turns places of a table into batches of normalised films, decoded ahead of use by a bounded number of workers. Batches come in the
/// order asked for; values depend on seed, epoch and place only, never on threads. Later epochs read decoded films from memory.
/// </summary>
public sealed class ImageLoader
{
    private readonly IReadOnlyList<ImageRecord> images;
    private readonly ImagePreprocessor preprocessor;
    private readonly ImageLoaderOptions options;
    private readonly IImageDecoder decoder;
    private readonly FloatBufferPool pool;
    private readonly FilmCache workingFilms;
    private readonly FilmCache modelInputs;
    private readonly TaskScheduler scheduler;
    private readonly ConcurrentDictionary<int, UnreadableImage> unreadable = new();

    /// <summary>Creates a loader.</summary>
    /// <param name="images">The films.</param>
    /// <param name="preprocessor">Makes the model's input.</param>
    /// <param name="options">Workers, memory, policy; the defaults when null.</param>
    /// <param name="decoder">Decodes pictures; an <see cref="ImageReader"/> when null.</param>
    /// <exception cref="InvalidInputException">An option is out of its range.</exception>
    public ImageLoader(IReadOnlyList<ImageRecord> images, ImagePreprocessor preprocessor, ImageLoaderOptions? options = null, IImageDecoder? decoder = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(preprocessor);
        this.images = images;
        this.preprocessor = preprocessor;
        this.options = options ?? new ImageLoaderOptions();
        this.options.Validate();
        this.options.DecodedCache?.RequireFit(preprocessor);
        this.decoder = decoder ?? new ImageReader(this.options.Limits);
        pool = new FloatBufferPool(this.options.Prefetch + 2);
        workingFilms = new FilmCache(images.Count, this.options.CacheBytes);
        modelInputs = new FilmCache(images.Count, this.options.CacheBytes);
        scheduler = new DecodeScheduler(this.options.Workers);
    }

    /// <summary>The films that could not be read so far, in the order of the table.</summary>
    public IReadOnlyList<UnreadableImage> Unreadable => [.. unreadable.OrderBy(entry => entry.Key).Select(entry => entry.Value)];

    /// <summary>Bytes of decoded films in memory.</summary>
    public long CachedBytes => workingFilms.Bytes + modelInputs.Bytes;

    /// <summary>Loads films as they are, for evaluation.</summary>
    /// <param name="batches">Places in the table, a list for each batch.</param>
    /// <param name="cancellation">Ends the loading.</param>
    /// <returns>The batches in order; dispose each.</returns>
    /// <exception cref="InvalidInputException">A film cannot be read and the policy is to refuse.</exception>
    public IEnumerable<ImageBatch> Load(IEnumerable<IReadOnlyList<int>> batches, CancellationToken cancellation = default) =>
        Pipeline(batches, (row, target) => Plain(row, target), cancellation);

    /// <summary>Loads all films in the table's order, for evaluation.</summary>
    /// <param name="batchSize">Films in a batch, at least 1.</param>
    /// <param name="cancellation">Ends the loading.</param>
    public IEnumerable<ImageBatch> LoadAll(int batchSize, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        return Load(Enumerable.Range(0, images.Count).Chunk(batchSize), cancellation);
    }

    /// <summary>Loads augmented films, for training.</summary>
    /// <param name="batches">Places in the table, a list for each batch.</param>
    /// <param name="augmentation">The random changes.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="epoch">The epoch: each film is drawn anew in each.</param>
    /// <param name="cancellation">Ends the loading.</param>
    /// <exception cref="InvalidInputException">A film cannot be read and the policy is to refuse, or the augmentation is out of its range.</exception>
    public IEnumerable<ImageBatch> LoadAugmented(
        IEnumerable<IReadOnlyList<int>> batches, AugmentationSpec augmentation, SeedSequence seed, int epoch, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(augmentation);
        augmentation.Validate();
        if (augmentation.IsIdentity)
        {
            return Load(batches, cancellation);
        }

        SeedSequence stream = seed.For("augmentation").At(epoch);
        return Pipeline(batches, (row, target) => Augmented(row, augmentation, stream, target), cancellation);
    }

    private void Plain(int row, Span<float> target)
    {
        PixelImage? input = modelInputs.Find(row);
        if (input is null)
        {
            input = Decode(row, (reader, path) => reader.ReadModelInput(path, preprocessor), preprocessor.ToModelInput);
            modelInputs.Keep(row, input);
        }

        preprocessor.Normalise(input, target);
    }

    private void Augmented(int row, AugmentationSpec augmentation, SeedSequence stream, Span<float> target)
    {
        PixelImage? film = workingFilms.Find(row);
        if (film is null)
        {
            film = options.DecodedCache?.Find(images[row].Path) ?? Decode(row, (reader, path) => reader.ReadWorkingFilm(path, preprocessor), preprocessor.ToWorkingFilm);
            workingFilms.Keep(row, film);
        }

        preprocessor.Augment(film, augmentation, AugmentationDraw.Draw(augmentation, stream.At(row)), target);
    }

    private PixelImage Decode(int row, Func<ImageReader, string, PixelImage> read, Func<PixelImage, PixelImage> prepare)
    {
        string path = images[row].Path;
        return decoder is ImageReader reader ? read(reader, path) : prepare(decoder.Decode(path, File.ReadAllBytes(path), preprocessor.LeastDecodedSide));
    }

    private delegate void Filling(int row, Span<float> target);

    private IEnumerable<ImageBatch> Pipeline(IEnumerable<IReadOnlyList<int>> batches, Filling fill, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var ahead = new Queue<Task<ImageBatch>>();
        using IEnumerator<IReadOnlyList<int>> source = batches.GetEnumerator();
        try
        {
            bool more = true;
            while (true)
            {
                while (more && ahead.Count < options.Prefetch && (more = source.MoveNext()))
                {
                    IReadOnlyList<int> rows = source.Current;
                    ahead.Enqueue(Task.Factory.StartNew(() => Make(rows, fill, stop.Token), stop.Token, TaskCreationOptions.None, scheduler));
                }

                if (!ahead.TryDequeue(out Task<ImageBatch>? next))
                {
                    yield break;
                }

                yield return next.GetAwaiter().GetResult();
            }
        }
        finally
        {
            stop.Cancel();
            foreach (Task<ImageBatch> task in ahead)
            {
                Abandon(task);
            }
        }
    }

    // A batch that nobody waits for any more: its buffer goes back, its error was the caller's first or is the token's.
    private static void Abandon(Task<ImageBatch> task)
    {
        try
        {
            task.GetAwaiter().GetResult().Dispose();
        }
        catch (Exception e) when (e is OperationCanceledException or MedClipException or IOException)
        {
        }
    }

    private ImageBatch Make(IReadOnlyList<int> rows, Filling fill, CancellationToken cancellation)
    {
        int length = preprocessor.Spec.Length;
        float[] data = pool.Rent(rows.Count * length);
        var read = new List<int>(rows.Count);
        foreach (int row in rows)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                fill(row, data.AsSpan(read.Count * length, length));
                read.Add(row);
            }
            catch (InvalidInputException e)
            {
                unreadable.TryAdd(row, new UnreadableImage(images[row].Name, e.Message));
                if (options.Unreadable == UnreadableImages.Refuse)
                {
                    throw;
                }
            }
        }

        if (read.Count < rows.Count)
        {
            float[] whole = data;
            data = whole[..(read.Count * length)];
            pool.Return(whole);
        }

        return new ImageBatch(pool, data, [.. read], preprocessor.Spec);
    }
}
