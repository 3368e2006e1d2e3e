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

    /// <summary>Creates a sampler.</summary>
    /// <param name="imageCount">Films, at least 1.</param>
    /// <param name="sentenceLabels">The labels of each sentence, at least one.</param>
    /// <param name="options">Batch sizes and balance.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <exception cref="InvalidInputException">There are no films, no sentences, or fewer films than one batch that must be full.</exception>
    public DecoupledSampler(int imageCount, IReadOnlyList<FindingLabels> sentenceLabels, SamplerOptions options, SeedSequence seed)
    {
        ArgumentNullException.ThrowIfNull(sentenceLabels);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (imageCount < 1 || sentenceLabels.Count < 1)
        {
            throw new InvalidInputException($"Sampling needs films and sentences; there are {imageCount} films and {sentenceLabels.Count} sentences.");
        }

        images = imageCount;
        sentences = sentenceLabels.Count;
        this.options = options;
        this.seed = seed.For("sampler");
        pool = new SentencePool(sentenceLabels, options.Sentences);
        BatchesPerEpoch = options.DropLast ? images / options.BatchSize : ((images - 1) / options.BatchSize) + 1;
        if (BatchesPerEpoch == 0)
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
        int[] imageOrder = Order(images, stream.For("image order"));
        int[] sentenceOrder = options.Sentences == SentenceSampling.Uniform ? Order(sentences, stream.For("sentence order")) : [];
        for (int batch = firstBatch; batch < BatchesPerEpoch; batch++)
        {
            int start = batch * options.BatchSize;
            int[] drawnImages = imageOrder[start..Math.Min(start + options.BatchSize, images)];
            int[] drawnSentences = pool.Draw(stream, batch, sentenceOrder, options.SentencesPerBatch ?? drawnImages.Length);
            yield return new DecoupledBatch(epoch, batch, drawnImages, drawnSentences);
        }
    }

    private static int[] Order(int count, SeedSequence stream)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        stream.ToRandom().Shuffle<int>(order);
        return order;
    }
}
