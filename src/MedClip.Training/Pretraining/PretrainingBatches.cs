using MedClip.Data;
using MedClip.Models;

namespace MedClip.Training;

/// <summary>
/// Batches of images and, drawn apart from them, of sentences; or of pairs. Images come decoded and augmented from threads of
/// their own, texts were tokenized before the run.
/// </summary>
public sealed class PretrainingBatches : ITrainingBatchSource, IDisposable
{
    private readonly PretrainingData data;
    private readonly ImageLoader loader;
    private readonly DecodedCache? cache;
    private readonly AugmentationSpec augmentation;
    private readonly DecoupledSampler sampler;
    private readonly SeedSequence seed;
    private readonly TokenTable tokens;
    private readonly int[] places;
    private readonly LabelVectors vectors;
    private readonly float[] imageLabels;
    private readonly float[] textLabels;
    private readonly PseudoPairs? pseudoPairs;
    private readonly TextAugmenter? augmenter;
    private readonly ITextTokenizer tokenizer;
    private readonly int maximumTokens;

    /// <summary>Prepares batches: tokenizes every text and encodes every label once.</summary>
    /// <param name="data">What is trained on.</param>
    /// <param name="tokenizer">The model's tokenizer.</param>
    /// <param name="preprocessing">The model's input.</param>
    /// <param name="options">Batch sizes, balance, augmentation, seed.</param>
    /// <param name="decoder">Decodes pictures; the usual one when null.</param>
    /// <param name="group">The processes that share each batch; null for a run of one.</param>
    public PretrainingBatches(
        PretrainingData data, ITextTokenizer tokenizer, PreprocessingSpec preprocessing, TrainingOptions options, IImageDecoder? decoder = null,
        IProcessGroup? group = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        this.data = data;
        SamplingOptions sampling = options.Sampling;
        this.tokenizer = tokenizer;
        maximumTokens = sampling.MaximumTokens;
        bool decoupled = data.Sentences is not null && !data.PseudoPairs;
        seed = new SeedSequence(options.Seed);
        augmentation = options.Model.Augmentation.Spec();
        tokens = new TokenTable(tokenizer, data.Texts, sampling.MaximumTokens);
        places = (decoupled ? data.Sentences?.Places(sampling.Deduplicate) : null) ?? [.. Enumerable.Range(0, data.Train.Count)];
        var preprocessor = new ImagePreprocessor(preprocessing);
        cache = sampling.DecodedCache is { } folder ? DecodedCache.Open(folder, preprocessor) : null;
        loader = new ImageLoader(
            data.Train, preprocessor, new ImageLoaderOptions
            {
                Prefetch = sampling.Prefetch,
                Workers = sampling.LoaderThreads,
                CacheBytes = (long)sampling.CacheMegabytes << 20,
                Unreadable = sampling.Unreadable,
                DecodedCache = cache,
            },
            decoder);
        FindingLabels[] labels = [.. data.Train.Select(image => image.Labels ?? FindingLabels.None(data.Findings))];
        vectors = Vectors(data, labels, options);
        imageLabels = data.Sentences is null && !options.Objective.NeedsLabels ? [] : vectors.Encode(labels);
        textLabels = data.Sentences is { } sentences ? vectors.Encode(sentences.Labels) : options.Objective.NeedsLabels ? vectors.Encode(data.Pairs?.Labels ?? []) : [];
        pseudoPairs = data.PseudoPairs ? new PseudoPairs(imageLabels, textLabels, vectors.Length, seed) : null;
        augmenter = sampling.TextAugmentation == TextAugmentation.None ? null : new TextAugmenter();
        sampler = Sampler(data, labels, places, options, seed, group);
    }

    /// <inheritdoc/>
    public int StepsPerEpoch => sampler.BatchesPerEpoch;

    /// <summary>Images that could not be read so far, where the options skip them.</summary>
    public IReadOnlyList<UnreadableImage> Unreadable => loader.Unreadable;

    /// <inheritdoc/>
    public IEnumerable<TrainingBatch> Read(int epoch, int firstStep, CancellationToken cancellation)
    {
        DecoupledBatch[] drawn = [.. sampler.Epoch(epoch, firstStep)];
        int step = 0;
        IEnumerable<IReadOnlyList<int>> rows = drawn.Select(batch => batch.Images);
        foreach (ImageBatch images in loader.LoadAugmented(rows, augmentation, seed, epoch, cancellation))
        {
            yield return Assemble(images, drawn[step++]);
        }
    }

    /// <summary>Closes the cache of decoded images, where there is one.</summary>
    public void Dispose() => cache?.Dispose();

    private TrainingBatch Assemble(ImageBatch images, DecoupledBatch drawn)
    {
        if (images.Count == 0)
        {
            throw new InvalidInputException($"None of the {drawn.Images.Length} images of a batch could be read; the first is '{data.Train[drawn.Images[0]].Name}'.");
        }

        int[] texts = TextsOf(images.Rows, drawn);
        int[] distinct = [.. texts.Distinct()];
        (long[] ids, long[] mask) = distinct.Length == 0 ? ([], []) : tokens.Batch(distinct);
        return new TrainingBatch(images)
        {
            Pixels = images.Data,
            PixelShape = images.Shape,
            ImageLabels = Rows(imageLabels, images.Rows),
            TokenIds = ids,
            AttentionMask = mask,
            Texts = distinct.Length,
            AugmentedTexts = distinct.Length == 0 ? null : Augment(distinct, drawn),
            TextRows = distinct.Length == texts.Length ? null : RowsAmong(distinct, texts),
            TextLabels = Rows(textLabels, texts),
        };
    }

    private int[] TextsOf(IReadOnlyList<int> rows, DecoupledBatch drawn) =>
        pseudoPairs is not null ? [.. rows.Select(row => pseudoPairs.SentenceOf(row, drawn.Epoch))]
        : data.Sentences is not null ? [.. drawn.Sentences.Select(place => places[place])]
        : data.Pairs is not null ? PairTexts(rows, drawn.Epoch)
        : [];

    private TokenRows? Augment(int[] distinct, DecoupledBatch drawn)
    {
        if (augmenter is null)
        {
            return null;
        }

        SeedSequence stream = seed.For("text augmentation").At(drawn.Epoch);
        TokenBatch batch = tokenizer.Encode([.. distinct.Select(text => augmenter.Vary(data.Texts[text], stream.At(drawn.Index).At(text)))], maximumTokens);
        return new TokenRows(batch.InputIds, batch.AttentionMask, distinct.Length);
    }

    // Each epoch an image is met with one of its texts, drawn from the seed.
    private int[] PairTexts(IReadOnlyList<int> rows, int epoch)
    {
        SeedSequence stream = seed.For("pairs").At(epoch);
        return [.. rows.Select(row => data.Pairs!.OfImage[row][stream.At(row).ToRandom().Next(data.Pairs.OfImage[row].Length)])];
    }

    private float[] Rows(float[] matrix, IReadOnlyList<int> rows)
    {
        if (matrix.Length == 0)
        {
            return [];
        }

        int width = vectors.Length;
        var chosen = new float[rows.Count * width];
        for (int i = 0; i < rows.Count; i++)
        {
            matrix.AsSpan(rows[i] * width, width).CopyTo(chosen.AsSpan(i * width));
        }

        return chosen;
    }

    private static long[] RowsAmong(int[] distinct, int[] texts)
    {
        var rowOf = new Dictionary<int, long>(distinct.Length);
        for (int i = 0; i < distinct.Length; i++)
        {
            rowOf.Add(distinct[i], i);
        }

        return [.. texts.Select(text => rowOf[text])];
    }

    private static DecoupledSampler Sampler(PretrainingData data, FindingLabels[] labels, int[] places, TrainingOptions options, SeedSequence seed, IProcessGroup? group)
    {
        SamplingOptions sampling = options.Sampling;
        var drawing = new SamplerOptions
        {
            BatchSize = Math.Min(sampling.BatchImages, data.Train.Count), DropLast = sampling.DropLast, Sentences = SentenceSampling.Uniform,
            Rank = group?.Rank ?? 0, WorldSize = group?.Size ?? 1,
        };
        if (data.Sentences is null || data.PseudoPairs)
        {
            return new DecoupledSampler(data.Train.Count, [.. places.Select(_ => FindingLabels.None(data.Findings))], drawing, seed);
        }

        drawing = drawing with
        {
            SentencesPerBatch = sampling.Sentences == SentenceSampling.Reference ? null : sampling.BatchSentences ?? SentencesPerBatch(options),
            Sentences = sampling.Sentences,
            Images = sampling.Images,
            HardShare = sampling.HardShare,
        };
        // A sentence that was found more than once stands at several places; its report draws the first.
        Dictionary<int, int> firstPlace = places.Select((sentence, place) => (sentence, place)).GroupBy(pair => pair.sentence, pair => pair.place).ToDictionary(group => group.Key, group => group.First());
        int[][]? own = data.OwnSentences is null ? null : [.. data.OwnSentences.Select(sentences => sentences.Select(sentence => firstPlace[sentence]).ToArray())];
        return new DecoupledSampler(labels, [.. places.Select(place => data.Sentences.Labels[place])], drawing, seed, own);
    }

    private static int SentencesPerBatch(TrainingOptions options) =>
        options.Behaviour == Behaviour.Default ? 2 * options.Sampling.BatchImages : options.Sampling.BatchImages;

    private static LabelVectors Vectors(PretrainingData data, FindingLabels[] labels, TrainingOptions options)
    {
        float[]? scales = options.Objective is { RarityPower: > 0, NeedsTexts: true }
            ? LabelVectors.RarityScales(data.Findings, labels, options.Objective.RarityPower)
            : null;
        return new LabelVectors(data.Findings, options.Objective.Uncertainty, options.Objective.AbsenceWeight, scales)
        {
            // A supervised head leaves out what is not known; a similarity counts it as 0.
            MarksUnknown = !options.Objective.NeedsTexts,
        };
    }
}
