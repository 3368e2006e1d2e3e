namespace MedClip.Data;

/// <summary>
/// Draws films and sentences apart from each other (paper §3.1: n images and m sentences give n × m pairs). In each epoch every
/// film comes once, in an order of that epoch; sentences are drawn by option. Any batch of any epoch can be asked for by its
/// place, so training resumes anywhere, and threads do not matter. Immutable; thread-safe.
/// </summary>
public sealed class DecoupledSampler
{
    private readonly int images;
    private readonly int sentences;
    private readonly SentencePool pool;
    private readonly SamplerOptions options;
    private readonly SeedSequence seed;
    private readonly SentencePool? imagePool;
    private readonly PairedDraws? paired;

    /// <summary>Creates a sampler that knows the films' labels, as drawing by label, hard sentences and <see cref="SentenceSampling.Reference"/> need them.</summary>
    /// <param name="imageLabels">The labels of each film, at least one.</param>
    /// <param name="sentenceLabels">The labels of each sentence, of the same findings, at least one.</param>
    /// <param name="options">Batch sizes and balance.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="ownSentences">For each film the places of its own report's sentences; null, or empty for a film, when it has none.</param>
    /// <exception cref="InvalidInputException">There are no films, no sentences, or fewer films than one batch that must be full.</exception>
    public DecoupledSampler(
        IReadOnlyList<FindingLabels> imageLabels, IReadOnlyList<FindingLabels> sentenceLabels, SamplerOptions options, SeedSequence seed, IReadOnlyList<int[]>? ownSentences = null)
        : this(imageLabels?.Count ?? throw new ArgumentNullException(nameof(imageLabels)), sentenceLabels, options, seed, labelled: true)
    {
        imagePool = options.Images == ImageSampling.EveryFilmOnce ? null : new SentencePool(imageLabels, options.Images switch
        {
            ImageSampling.ByFinding => SentenceSampling.ByFinding,
            ImageSampling.ByCombination => SentenceSampling.ByCombination,
            _ => SentenceSampling.ByRarity,
        });
        paired = options.HardShare > 0 || options.Sentences == SentenceSampling.Reference ? new PairedDraws(imageLabels, sentenceLabels, ownSentences) : null;
    }

    /// <summary>Creates a sampler.</summary>
    /// <param name="imageCount">Films, at least 1.</param>
    /// <param name="sentenceLabels">The labels of each sentence, at least one.</param>
    /// <param name="options">Batch sizes and balance.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <exception cref="InvalidInputException">There are no films, no sentences, or fewer films than one batch that must be full.</exception>
    public DecoupledSampler(int imageCount, IReadOnlyList<FindingLabels> sentenceLabels, SamplerOptions options, SeedSequence seed)
        : this(imageCount, sentenceLabels, options, seed, labelled: false)
    {
    }

    private DecoupledSampler(int imageCount, IReadOnlyList<FindingLabels> sentenceLabels, SamplerOptions options, SeedSequence seed, bool labelled)
    {
        ArgumentNullException.ThrowIfNull(sentenceLabels);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (imageCount < 1 || sentenceLabels.Count < 1)
        {
            throw new InvalidInputException($"Sampling needs films and sentences; there are {imageCount} films and {sentenceLabels.Count} sentences.");
        }

        if (!labelled && (options.Images != ImageSampling.EveryFilmOnce || options.HardShare > 0 || options.Sentences == SentenceSampling.Reference))
        {
            throw new InvalidInputException("Drawing films by label, hard sentences and reference sampling need the films' labels.");
        }

        images = imageCount;
        sentences = sentenceLabels.Count;
        this.options = options;
        this.seed = seed.For("sampler");
        pool = new SentencePool(sentenceLabels, options.Sentences);
        BatchesPerEpoch = options.DropLast ? images / options.BatchSize : ((images - 1) / options.BatchSize) + 1;
        if (!options.DropLast && images % options.BatchSize is > 0 and var rest && rest < options.WorldSize && BatchesPerEpoch > 1)
        {
            // Too few for a film in each process: the batch before takes them.
            BatchesPerEpoch--;
        }

        if (BatchesPerEpoch == 0 || images < options.WorldSize)
        {
            throw new InvalidInputException($"{images} films do not fill one batch of {options.BatchSize}; make the batch smaller.");
        }
    }

    /// <summary>Batches in an epoch.</summary>
    public int BatchesPerEpoch { get; }

    /// <summary>The batches of an epoch, in order.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="firstBatch">The batch to start at, 0…<see cref="BatchesPerEpoch"/>, when a run resumes.</param>
    public IEnumerable<DecoupledBatch> Epoch(int epoch, int firstBatch = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        ArgumentOutOfRangeException.ThrowIfNegative(firstBatch);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstBatch, BatchesPerEpoch);
        return Batches(epoch, firstBatch);
    }

    private IEnumerable<DecoupledBatch> Batches(int epoch, int firstBatch)
    {
        SeedSequence stream = seed.At(epoch);
        int[] imageOrder = imagePool?.Draw(stream.For("image draws"), 0, [], images) ?? Order(images, stream.For("image order"));
        int[] sentenceOrder = options.Sentences == SentenceSampling.Uniform ? Order(sentences, stream.For("sentence order")) : [];
        for (int batch = firstBatch; batch < BatchesPerEpoch; batch++)
        {
            int start = batch * options.BatchSize;
            bool last = batch == BatchesPerEpoch - 1 && !options.DropLast;
            int[] drawnImages = imageOrder[start..(last ? images : Math.Min(start + options.BatchSize, images))];
            int[] drawnSentences = Sentences(stream, batch, sentenceOrder, drawnImages);
            yield return new DecoupledBatch(epoch, batch, Slice(drawnImages), Slice(drawnSentences));
        }
    }

    private int[] Sentences(SeedSequence stream, int batch, int[] order, int[] drawnImages)
    {
        if (options.Sentences == SentenceSampling.Reference)
        {
            return paired!.Reference(drawnImages, stream.For("reference").At(batch).ToRandom());
        }

        int[] drawn = pool.Draw(stream, batch, order, options.SentencesPerBatch ?? drawnImages.Length);
        if (options.HardShare > 0)
        {
            paired!.MakeHard(drawn, drawnImages, options.HardShare, stream.For("hard").At(batch).ToRandom());
        }

        return drawn;
    }

    // The slices of all ranks put together are the batch of one process.
    private int[] Slice(int[] batch)
    {
        if (options.WorldSize == 1)
        {
            return batch;
        }

        int start = (int)((long)batch.Length * options.Rank / options.WorldSize);
        int end = (int)((long)batch.Length * (options.Rank + 1) / options.WorldSize);
        return batch[start..end];
    }

    private static int[] Order(int count, SeedSequence stream)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        stream.ToRandom().Shuffle<int>(order);
        return order;
    }
}
