using System.Globalization;
using System.Reflection;
using MedClip.Data;
using MedClip.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip;

/// <summary>
/// A checkpoint as an encoder. One forward pass at a time: libtorch already spreads one over all cores, and memory stays bounded whatever
/// the number of callers. Reading films is not held back.
/// </summary>
internal sealed class CheckpointEncoder : IEncoder
{
    private readonly Lock oneAtATime = new();
    private readonly LoadedCheckpoint checkpoint;
    private readonly ImagePreprocessor preprocessor;
    private readonly ImageReader reader;
    private readonly EmbedderOptions options;
    private bool isDisposed;

    private CheckpointEncoder(LoadedCheckpoint checkpoint, EmbedderOptions options)
    {
        this.checkpoint = checkpoint;
        this.options = options;
        reader = new ImageReader(options.Pictures);
        checkpoint.Model.UseForInference(new InferenceOptions { Device = options.Device, Precision = options.Precision });
        preprocessor = new ImagePreprocessor(SpecOf(checkpoint));
        Findings = checkpoint.Findings;
        LogitScale = TextEmbedding.Scale(checkpoint.Model);
        Provenance = ProvenanceOf(checkpoint, preprocessor.Spec, options);
    }

    public int Dimensions => checkpoint.Model.ProjectionSize;

    public int PixelCount => preprocessor.Spec.Length;

    public FindingSet Findings { get; }

    public float LogitScale { get; }

    public CheckpointCalibration? Calibration => checkpoint.Manifest.Calibration;

    public ModelProvenance Provenance { get; }

    public static CheckpointEncoder Load(string path, EmbedderOptions options)
    {
        ComputeDevice.Parse(options.Device);   // before the weights are read
        LoadedCheckpoint checkpoint = Checkpoint.Load(path);
        try
        {
            return new CheckpointEncoder(checkpoint, options);
        }
        catch
        {
            checkpoint.Dispose();
            throw;
        }
    }

    public bool HasGate => checkpoint.Manifest.Gate is not null;

    public InferenceError? Prepare(Film film, Span<float> pixels, bool gated)
    {
        PixelImage picture = film.Decode(reader, preprocessor.LeastDecodedSide);
        if (gated && checkpoint.Manifest.Gate is { } gate && gate.Score(FilmThumbnail.Of(picture)) is var score && score < gate.Threshold)
        {
            return InferenceError.NotAFilm(film.Name, score, gate.Threshold);
        }

        preprocessor.Apply(picture, pixels);
        return null;
    }

    public void EncodeImages(Memory<float> pixels, int count, Span<float> embeddings)
    {
        PreprocessingSpec spec = preprocessor.Spec;
        lock (oneAtATime)
        {
            ObjectDisposedException.ThrowIf(isDisposed, typeof(Embedder));
            using DisposeScope scope = NewDisposeScope();
            using IDisposable still = no_grad();
            Tensor films = tensor(pixels, [count, spec.Channels, spec.Size, spec.Size]).to(checkpoint.Model.Device); // (N, C, H, W)
            Copy(checkpoint.Model.EncodeImages(films), embeddings);
        }
    }

    /// <summary>Encodes N films to N×P embeddings before normalisation.</summary>
    public void EncodeFeatures(Memory<float> pixels, int count, Span<float> features)
    {
        PreprocessingSpec spec = preprocessor.Spec;
        lock (oneAtATime)
        {
            ObjectDisposedException.ThrowIf(isDisposed, typeof(Embedder));
            using DisposeScope scope = NewDisposeScope();
            using IDisposable still = no_grad();
            Copy(checkpoint.Model.Vision.call(tensor(pixels, [count, spec.Channels, spec.Size, spec.Size]).to(checkpoint.Model.Device)), features); // (N, C, H, W) -> (N, P)
        }
    }

    public LocatedFilm Locate(Film film, Memory<float> pixels, ReadOnlyMemory<float> direction, int side)
    {
        var embedding = new float[Dimensions];
        EncodeImages(pixels, 1, embedding);
        PreprocessingSpec spec = preprocessor.Spec;
        float[] map;
        lock (oneAtATime)
        {
            ObjectDisposedException.ThrowIf(isDisposed, typeof(Embedder));
            using DisposeScope scope = NewDisposeScope();
            Tensor films = tensor(pixels, [1, spec.Channels, spec.Size, spec.Size]).to(checkpoint.Model.Device);
            Tensor along = tensor(direction.ToArray()).to(checkpoint.Model.Device);
            map = checkpoint.Model.Vision.HeatMaps(films, along).cpu().data<float>().ToArray();   // (1, h, w)
        }

        return new LocatedFilm(embedding, map, View(film.Decode(reader, side), side));
    }

    public void EncodeTexts(IReadOnlyList<string> texts, Span<float> embeddings)
    {
        int longest = Math.Min(checkpoint.Manifest.MaximumTextLength, checkpoint.Model.Text.Encoder.MaximumPositions);
        lock (oneAtATime)
        {
            ObjectDisposedException.ThrowIf(isDisposed, typeof(Embedder));
            TextEmbedding.Embed(checkpoint.Model, checkpoint.Tokenizer, texts, longest, options.TextBatching, options.BatchSize).CopyTo(embeddings);
        }
    }

    public void Dispose()
    {
        lock (oneAtATime)
        {
            if (!isDisposed)
            {
                isDisposed = true;
                checkpoint.Dispose();
            }
        }
    }

    // The same square of the film that the model gets, in pixels enough to look at.
    private PixelImage View(PixelImage picture, int side) => preprocessor.Spec.Path == PreprocessingPath.Default
        ? new ImagePreprocessor(preprocessor.Spec with { Size = side }).ToModelInput(picture)
        : Resampler.Resize(preprocessor.ToModelInput(picture), side, side, ResampleFilter.Bilinear);

    private static void Copy(Tensor embeddings, Span<float> target) => embeddings.cpu().data<float>().CopyTo(target);

    private static PreprocessingSpec SpecOf(LoadedCheckpoint checkpoint)
    {
        PreprocessingFacts facts = checkpoint.Manifest.Preprocessing;
        if (!Enum.TryParse(facts.Path, ignoreCase: true, out PreprocessingPath path))
        {
            throw InvalidInputException.At(
                System.IO.Path.Combine(checkpoint.Folder, Checkpoint.ManifestFile), "preprocessing.path",
                $"is '{facts.Path}'; known are {string.Join(", ", Enum.GetNames<PreprocessingPath>())}.");
        }

        return new PreprocessingSpec
        {
            Size = facts.Size, Channels = facts.Channels, Mean = (float)facts.Mean, StandardDeviation = (float)facts.Std, Path = path,
        };
    }

    private static ModelProvenance ProvenanceOf(LoadedCheckpoint checkpoint, PreprocessingSpec spec, EmbedderOptions options) => new(
        checkpoint.Folder,
        checkpoint.Manifest.Files.TryGetValue(Checkpoint.WeightsFile, out CheckpointFileFacts? weights) ? weights.Sha256 : "",
        string.Create(CultureInfo.InvariantCulture, $"{spec.Path}, {spec.Size} px, {spec.Channels} channel(s), mean {spec.Mean}, deviation {spec.StandardDeviation}"),
        new Dictionary<string, string>
        {
            ["MedClip"] = typeof(CheckpointEncoder).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
            ["libtorch"] = __version__,
            ["Computation"] = $"{options.Device}, {options.Precision}, {options.TextBatching} text batching",
        });
}
