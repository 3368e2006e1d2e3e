using MedClip.Models;

namespace MedClip;

/// <summary>
/// Scores findings on films without having been trained to classify: a finding's score compares the film with sentences that say
/// the finding is present and absent (paper section 4.2, https://arxiv.org/abs/2210.10163; arithmetic in <see cref="ZeroShotHead"/>). Prompts are encoded once, when the classifier is made;
/// each film is encoded once, however many findings are asked. Thread-safe; load it once and share it.
/// </summary>
public sealed partial class ZeroShotClassifier : IDisposable
{
    private readonly Embedder embedder;
    private readonly bool ownsEmbedder;
    private readonly Dictionary<Finding, double> thresholds;
    private readonly FindingProbability?[] probabilities;
    private readonly ZeroShotHead? head;
    private readonly int[] places;

    /// <summary>Creates a classifier over a shared embedder, which stays the caller's to dispose.</summary>
    /// <param name="embedder">A loaded model.</param>
    /// <param name="options">What to answer; null for all learned findings by the built-in prompts.</param>
    /// <exception cref="InvalidInputException">A finding that is to be scored has no prompts, or a finding is asked for twice.</exception>
    public ZeroShotClassifier(Embedder embedder, ZeroShotOptions? options = null)
        : this(embedder, options, ownsEmbedder: false)
    {
    }

    private ZeroShotClassifier(Embedder embedder, ZeroShotOptions? options, bool ownsEmbedder)
    {
        ArgumentNullException.ThrowIfNull(embedder);
        options ??= new ZeroShotOptions();
        this.embedder = embedder;
        this.ownsEmbedder = ownsEmbedder;
        Findings = [.. options.Findings ?? embedder.Findings];
        if (Findings.Count != Findings.Distinct().Count())
        {
            throw new InvalidInputException($"A finding is asked for twice: {string.Join(", ", Findings)}.");
        }

        thresholds = new Dictionary<Finding, double>(options.Thresholds ?? new Dictionary<Finding, double>());
        Finding[] scored = [.. Findings.Where(finding => options.ScoreUnlearned || embedder.Findings.Contains(finding))];
        places = [.. Findings.Select(finding => Array.IndexOf(scored, finding))];
        head = scored.Length > 0 ? CreateHead(embedder, scored, options) : null;
        probabilities = [.. Findings.Select((finding, k) => places[k] < 0 ? null : FindingProbability.Of(embedder.Calibration, head!.Prompts.Items[places[k]], options))];
    }

    /// <summary>The findings that are answered, in order.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Where scores come from.</summary>
    public ModelProvenance Provenance => embedder.Provenance;

    /// <summary>Loads a checkpoint.</summary>
    /// <param name="checkpointPath">A checkpoint folder, or a run folder (its best checkpoint, else its last).</param>
    /// <param name="options">What to answer; null for all learned findings by the built-in prompts.</param>
    /// <exception cref="InvalidInputException">The checkpoint is missing or damaged, or an option is wrong.</exception>
    /// <exception cref="NativeLibraryException">libtorch or the imaging library cannot be loaded; the message says what to install.</exception>
    public static ZeroShotClassifier Load(string checkpointPath, ZeroShotOptions? options = null)
    {
        var embedder = Embedder.Load(checkpointPath, options?.Embedding);
        try
        {
            return new ZeroShotClassifier(embedder, options, ownsEmbedder: true);
        }
        catch
        {
            embedder.Dispose();
            throw;
        }
    }

    /// <summary>Scores one film. A film that cannot be read, or a picture that is no upright chest film, gives a result with <see cref="ClassificationResult.Error"/>, not an exception.</summary>
    /// <param name="path">A picture file.</param>
    public ClassificationResult Classify(string path) => Classify(Film.FromFile(path));

    /// <summary>Scores films; a file that cannot be read gets an error of its own and does not stop the others.</summary>
    /// <param name="paths">Picture files.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <returns>One result for each path, in order.</returns>
    public IReadOnlyList<ClassificationResult> Classify(IReadOnlyList<string> paths, CancellationToken cancellation = default) =>
        Classify([.. (paths ?? throw new ArgumentNullException(nameof(paths))).Select(Film.FromFile)], cancellation);

    /// <summary>Scores one film. A film that cannot be read, or a picture that is no upright chest film, gives a result with <see cref="ClassificationResult.Error"/>, not an exception.</summary>
    /// <param name="film">A file, bytes, a stream or pixels.</param>
    public ClassificationResult Classify(Film film) => Classify([film])[0];

    /// <summary>Scores films; one that cannot be read gets an error of its own and does not stop the others.</summary>
    /// <param name="films">Files, bytes, streams or pixels.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <returns>One result for each film, in order.</returns>
    public IReadOnlyList<ClassificationResult> Classify(IReadOnlyList<Film> films, CancellationToken cancellation = default) =>
        [.. embedder.EmbedImages(films, gated: true, cancellation).Select(ToResult)];

    /// <summary>Scores films on another thread.</summary>
    /// <param name="films">Files, bytes, streams or pixels.</param>
    /// <param name="cancellation">Stops between batches.</param>
    public Task<IReadOnlyList<ClassificationResult>> ClassifyAsync(IReadOnlyList<Film> films, CancellationToken cancellation = default) =>
        Task.Run(() => Classify(films, cancellation), cancellation);

    /// <summary>Scores one film on another thread.</summary>
    /// <param name="path">A picture file.</param>
    /// <param name="cancellation">Stops before reading.</param>
    public async Task<ClassificationResult> ClassifyAsync(string path, CancellationToken cancellation = default) =>
        (await ClassifyAsync([path], cancellation).ConfigureAwait(false))[0];

    /// <summary>Scores films on another thread.</summary>
    /// <param name="paths">Picture files.</param>
    /// <param name="cancellation">Stops between batches.</param>
    public Task<IReadOnlyList<ClassificationResult>> ClassifyAsync(IReadOnlyList<string> paths, CancellationToken cancellation = default) =>
        Task.Run(() => Classify(paths, cancellation), cancellation);

    /// <summary>The scores of an embedding: one for each of <see cref="Findings"/>; NaN where the finding is not scored.</summary>
    /// <param name="embedding">P numbers of length 1, from the same model.</param>
    /// <exception cref="ArgumentException">The width is another.</exception>
    public float[] Score(ReadOnlySpan<float> embedding)
    {
        if (embedding.Length != embedder.Dimensions)
        {
            throw new ArgumentException($"The embedding has {embedding.Length} numbers; this model's have {embedder.Dimensions}.", nameof(embedding));
        }

        float[] scored = head?.Score(embedding) ?? [];
        return [.. places.Select(place => place >= 0 ? scored[place] : float.NaN)];
    }

    /// <summary>The probabilities of scores: one for each of <see cref="Findings"/>, null where no calibration of the checkpoint holds for the finding's prompts.</summary>
    /// <param name="scores">What <see cref="Score"/> gave.</param>
    /// <exception cref="ArgumentException">There are more or fewer scores than findings.</exception>
    public double?[] Probabilities(ReadOnlySpan<float> scores)
    {
        if (scores.Length != Findings.Count)
        {
            throw new ArgumentException($"{scores.Length} scores for {Findings.Count} findings.", nameof(scores));
        }

        var answers = new double?[scores.Length];
        for (int k = 0; k < answers.Length; k++)
        {
            answers[k] = probabilities[k] is { } probability && float.IsFinite(scores[k]) ? probability.Map.Apply(scores[k]) : null;
        }

        return answers;
    }

    /// <summary>Frees the model if this classifier loaded it.</summary>
    public void Dispose()
    {
        if (ownsEmbedder)
        {
            embedder.Dispose();
        }
    }

    private ClassificationResult ToResult(EmbeddedImage image)
    {
        if (image.Embedding is null)
        {
            return new ClassificationResult(image.Path, [], image.Error, Provenance);
        }

        float[] scores = Score(image.Embedding);
        double?[] likely = Probabilities(scores);
        return new ClassificationResult(image.Path, [.. Findings.Select((finding, k) => ToScore(finding, k, scores[k], likely[k]))], null, Provenance);
    }

    private FindingScore ToScore(Finding finding, int place, float score, double? probability) => new(
        finding,
        embedder.Findings.Contains(finding) ? FindingState.Scored : FindingState.NotLearned,
        float.IsNaN(score) ? null : score,
        probability,
        thresholds.TryGetValue(finding, out double threshold) ? threshold : probabilities[place]?.Threshold,
        probability is null ? null : probabilities[place]!.Basis);

    private static ZeroShotHead CreateHead(Embedder embedder, Finding[] scored, ZeroShotOptions options)
    {
        PromptSet prompts = options.Prompts ?? PromptSet.Default;
        Finding[] without = [.. scored.Where(finding => !prompts.Findings.Contains(finding))];
        if (without.Length > 0)
        {
            throw new InvalidInputException(
                $"There are no prompts for {string.Join(", ", without)}; give some in ZeroShotOptions.Prompts, or ask for other findings.");
        }

        MedClipTelemetry.Encoded(prompts.Subset(new FindingSet(scored)).Items.Sum(item => item.Positive.Count + (options.Paired ? item.Negative.Count : 0)));
        return new ZeroShotHead(
            prompts.Subset(new FindingSet(scored)), texts => [.. embedder.EmbedTexts(texts).SelectMany(row => row)],
            embedder.LogitScale, options.Ensemble, options.Paired);
    }
}
