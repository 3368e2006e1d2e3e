using MedClip.Models;

namespace MedClip;

/// <summary>
/// Applies a classifier that was trained on labels (<c>medclip probe</c>, <c>medclip finetune</c>, <c>medclip pretrain --objective supervised</c>): a
/// probability for each finding it was trained on. Thread-safe; load it once and share it.
/// </summary>
public sealed class ImageClassifier : IDisposable
{
    private readonly Embedder embedder;
    private readonly ClassifierHead head;
    private readonly Embedder.FilmEncoding logitsOf;

    private ImageClassifier(CheckpointEncoder encoder, ClassifierHead head, EmbedderOptions? options)
    {
        this.head = head;
        embedder = new Embedder(encoder, options);
        logitsOf = (pixels, count, rows) =>
        {
            var features = new float[count * head.Features];
            if (head.TakesUnitEmbeddings)
            {
                encoder.EncodeImages(pixels, count, features);
            }
            else
            {
                encoder.EncodeFeatures(pixels, count, features);
            }

            for (int film = 0; film < count; film++)
            {
                head.Logits(features.AsSpan(film * head.Features, head.Features)).CopyTo(rows[(film * head.Findings.Count)..]);
            }
        };
    }

    /// <summary>The findings that are answered, in order.</summary>
    public FindingSet Findings => head.Findings;

    /// <summary>Whether a film has exactly one of the findings, so that probabilities add up to one.</summary>
    public bool IsMultiClass => head.IsMultiClass;

    /// <summary>How the classifier came to be, by name; empty where its file does not say.</summary>
    public IReadOnlyDictionary<string, string> HeadProvenance => head.Provenance;

    /// <summary>Where scores come from.</summary>
    public ModelProvenance Provenance => embedder.Provenance;

    /// <summary>Loads a checkpoint.</summary>
    /// <param name="checkpointPath">A checkpoint folder, or a run folder (its best checkpoint, else its last).</param>
    /// <param name="options">How films are read and batched; null for the defaults.</param>
    /// <exception cref="InvalidInputException">The checkpoint is missing or damaged, or holds no classifier.</exception>
    /// <exception cref="NativeLibraryException">libtorch or the imaging library cannot be loaded; the message says what to install.</exception>
    public static ImageClassifier Load(string checkpointPath, EmbedderOptions? options = null)
    {
        (options ??= new EmbedderOptions()).Validate();
        ClassifierHead head = ClassifierHead.Load(checkpointPath);
        CheckpointEncoder encoder = CheckpointEncoder.Load(checkpointPath, options);
        if (head.Features == encoder.Dimensions)
        {
            return new ImageClassifier(encoder, head, options);
        }

        int dimensions = encoder.Dimensions;
        encoder.Dispose();
        throw InvalidInputException.At(checkpointPath, ClassifierHead.FileName, $"takes embeddings of {head.Features} numbers; this checkpoint's towers give {dimensions}.");
    }

    /// <summary>Classifies one film. A film that cannot be read, or a picture that is no upright chest film, gives a result with <see cref="ClassificationResult.Error"/>, not an exception.</summary>
    /// <param name="path">A picture file.</param>
    public ClassificationResult Classify(string path) => Classify([path])[0];

    /// <summary>Classifies films; a file that cannot be read gets an error of its own and does not stop the others.</summary>
    /// <param name="paths">Picture files.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <returns>One result for each path, in order; scores are logits, beside their probabilities.</returns>
    public IReadOnlyList<ClassificationResult> Classify(IReadOnlyList<string> paths, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        using MedClipTelemetry.Operation call = MedClipTelemetry.Measure("classify");
        return [.. embedder.EncodeEach([.. paths.Select(Film.FromFile)], Findings.Count, logitsOf, gated: true, cancellation).Select(ToResult)];
    }

    /// <summary>Classifies films on another thread.</summary>
    /// <param name="paths">Picture files.</param>
    /// <param name="cancellation">Stops between batches.</param>
    public Task<IReadOnlyList<ClassificationResult>> ClassifyAsync(IReadOnlyList<string> paths, CancellationToken cancellation = default) =>
        Task.Run(() => Classify(paths, cancellation), cancellation);

    /// <summary>Frees the model.</summary>
    public void Dispose() => embedder.Dispose();

    private ClassificationResult ToResult(EmbeddedImage image)
    {
        if (image.Embedding is not { } logits)
        {
            return new ClassificationResult(image.Path, [], image.Error, Provenance);
        }

        float[] probabilities = head.Probabilities(logits);
        return new ClassificationResult(
            image.Path, [.. Findings.Select((finding, k) => new FindingScore(finding, FindingState.Scored, logits[k], probabilities[k]))], null, Provenance);
    }
}
