using MedClip.Data;
using MedClip.Models;

namespace MedClip.Training;

/// <summary>The model that options and data ask for.</summary>
/// <param name="Config">The towers.</param>
/// <param name="Preprocessing">What films go through.</param>
/// <param name="Tokenizer">The tokenizer.</param>
public sealed record ModelPlan(MedClipConfig Config, PreprocessingSpec Preprocessing, ITextTokenizer Tokenizer)
{
    private const int Probed = 16;

    /// <summary>Decides what is left open: the films' size from the films, the vocabulary from the texts.</summary>
    /// <param name="options">The options.</param>
    /// <param name="data">The data.</param>
    /// <param name="given">A tokenizer to keep, e.g. that of a text tower to start from; null to build one.</param>
    /// <exception cref="InvalidInputException">There is no such preset, or the configuration is wrong.</exception>
    public static ModelPlan Decide(TrainingOptions options, PretrainingData data, ITextTokenizer? given)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(data);
        ModelOptions wanted = options.Model;
        MedClipConfig preset = ForObjective(WithTowers(Preset(wanted.Config), wanted), options.Objective);
        TextConfig text = preset.Text is NoTextConfig ? preset.Text
            : preset.Text with { MaximumPositions = Math.Max(preset.Text.MaximumPositions, options.Sampling.MaximumTokens) };
        ITextTokenizer tokenizer = text is NoTextConfig ? NoTokenizer()
            : given ?? BuildTokenizer(data.Texts, wanted.VocabularySize ?? text.VocabularySize);
        bool sizeIsOpen = wanted.Config is null && (wanted.Vision is null || preset.Vision.ImageSize == MedClipConfig.Film64.Vision.ImageSize);
        int size = wanted.ImageSize ?? (sizeIsOpen ? SizeOf(data.Train) : preset.Vision.ImageSize);
        MedClipConfig config = preset with
        {
            Vision = WithDropout(preset.Vision with { ImageSize = size }, wanted.VisionDropout),
            Text = text is NoTextConfig ? text : WithDropout(text with { VocabularySize = tokenizer.VocabularySize }, wanted.TextDropout),
            ProjectionSize = wanted.Projection ?? preset.ProjectionSize,
        };
        return new ModelPlan(config.Validated(), Preprocess(options.Behaviour, size), tokenizer);
    }

    /// <summary>The towers and the preprocessing of a checkpoint, as far as the objective needs them.</summary>
    /// <param name="manifest">The checkpoint's manifest.</param>
    /// <param name="options">The options.</param>
    /// <param name="given">The checkpoint's tokenizer; null where the objective needs no texts.</param>
    /// <exception cref="InvalidInputException">The objective needs texts and the checkpoint has no tokenizer, or its preprocessing is unknown.</exception>
    public static ModelPlan Like(CheckpointManifest manifest, TrainingOptions options, ITextTokenizer? given)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(options);
        MedClipConfig config = ForObjective(manifest.Model, options.Objective);
        return new ModelPlan(
            config.Validated(), PreprocessingOf(manifest),
            config.Text is NoTextConfig ? NoTokenizer() : given ?? throw new InvalidInputException("The checkpoint has no text tower to go on with."));
    }

    /// <summary>What films go through before a checkpoint's model.</summary>
    /// <param name="manifest">The checkpoint's manifest.</param>
    /// <exception cref="InvalidInputException">Its preprocessing is unknown.</exception>
    public static PreprocessingSpec PreprocessingOf(CheckpointManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        PreprocessingFacts facts = manifest.Preprocessing;
        return Enum.TryParse(facts.Path, ignoreCase: true, out PreprocessingPath path)
            ? new PreprocessingSpec { Size = facts.Size, Channels = facts.Channels, Mean = (float)facts.Mean, StandardDeviation = (float)facts.Std, Path = path }
            : throw new InvalidInputException($"The checkpoint's preprocessing is '{facts.Path}'; known are {string.Join(", ", Enum.GetNames<PreprocessingPath>())}.");
    }

    /// <summary>What a checkpoint says of the model.</summary>
    /// <param name="options">The options.</param>
    /// <param name="data">The data.</param>
    public CheckpointManifest Manifest(TrainingOptions options, PretrainingData data)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(data);
        return new CheckpointManifest
        {
            Model = Config,
            Preprocessing = new PreprocessingFacts(
                Preprocessing.Size, Preprocessing.Channels, Preprocessing.Mean, Preprocessing.StandardDeviation, Preprocessing.Path.ToString().ToLowerInvariant()),
            MaximumTextLength = options.Sampling.MaximumTokens,
            Findings = [.. data.Findings.Names],
            Behaviour = options.Behaviour,
            Training = new TrainingProvenance
            {
                Seed = options.Seed,
                Data = $"{data.Train.Count} films, {data.Texts.Count} texts",
                Software = $"MedCLIP for .NET {typeof(ModelPlan).Assembly.GetName().Version?.ToString(3)}",
            },
        };
    }

    private static MedClipConfig Preset(string? name) => name is null ? MedClipConfig.Film64
        : MedClipConfig.Presets.TryGetValue(name, out MedClipConfig? preset) ? preset
        : throw new InvalidInputException($"There is no model '{name}'; known are {string.Join(", ", MedClipConfig.Presets.Keys)}.");

    private static MedClipConfig WithTowers(MedClipConfig preset, ModelOptions wanted) => preset with
    {
        Vision = wanted.Vision is { } vision ? TowerPresets.Find(TowerPresets.Vision, "image", vision) : preset.Vision,
        Text = wanted.Text is { } text ? TowerPresets.Find(TowerPresets.Text, "text", text) : preset.Text,
    };

    // GLoRIA compares regions and words; SigLIP starts from another temperature; a supervised head needs no text tower.
    private static MedClipConfig ForObjective(MedClipConfig preset, ObjectiveOptions objective)
    {
        if (objective.Kinds.Contains(ObjectiveKind.Gloria))
        {
            preset = preset with { LocalFeatures = true, Text = preset.Text is BertConfig { Layers: < 4 } bert ? bert with { Layers = 4 } : preset.Text };
        }

        if (objective.Kind == ObjectiveKind.SigLip)
        {
            preset = preset with { Temperature = preset.Temperature with { Initial = (float)SigLipObjective.InitialLogScale } };
        }

        return objective.NeedsTexts ? preset : preset with { Text = new NoTextConfig() };
    }

    // Of a model without a text tower.
    private static WordPieceTokenizer NoTokenizer() => new(Vocabulary.Of(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]));

    private static WordPieceTokenizer BuildTokenizer(IReadOnlyList<string> texts, int size)
    {
        try
        {
            return WordPieceTokenizer.Build(texts, size);
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw new InvalidInputException($"model.vocabularySize is {size}, too few for these texts: {error.Message.Split(" (Parameter")[0]}", error);
        }
    }

    private static PreprocessingSpec Preprocess(Behaviour behaviour, int size) => new()
    {
        Size = size,
        Path = behaviour == Behaviour.Reference ? PreprocessingPath.Processor : PreprocessingPath.Default,
    };

    private static VisionConfig WithDropout(VisionConfig vision, double? dropout) => (vision, dropout) switch
    {
        (_, null) => vision,
        (ResNetConfig resnet, { } rate) => resnet with { Dropout = rate },
        (SwinConfig swin, { } rate) => swin with { DropPath = rate },
        (VitConfig vit, { } rate) => vit with { Dropout = rate },
        _ => throw new InvalidInputException($"model.visionDropout does not apply to {vision.GetType().Name}."),
    };

    private static TextConfig WithDropout(TextConfig text, double? dropout) => (text, dropout) switch
    {
        (_, null) => text,
        (BertConfig bert, { } rate) => bert with { Dropout = rate },
        _ => throw new InvalidInputException($"model.textDropout does not apply to {text.GetType().Name}."),
    };

    // The median of the first films: 64, 128 or 224 pixels, whichever they fill without being blown up by much.
    private static int SizeOf(IReadOnlyList<ImageRecord> films)
    {
        var reader = new ImageReader();
        var sides = new List<int>();
        foreach (ImageRecord film in films.Take(Probed))
        {
            try
            {
                PictureInfo picture = reader.Probe(film.Path);
                sides.Add(Math.Max(picture.Width, picture.Height));
            }
            catch (InvalidInputException) when (sides.Count > 0 || film != films[Math.Min(Probed, films.Count) - 1])
            {
                // Whether an unreadable film ends the run is for the loader to say.
            }
        }

        sides.Sort();
        return sides[sides.Count / 2] switch { <= 96 => 64, <= 176 => 128, _ => 224 };
    }
}
