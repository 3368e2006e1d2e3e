namespace MedClip.Models;

/// <summary>Everything that determines the network: two towers, their projections and the temperature.</summary>
public sealed record MedClipConfig
{
    /// <summary>The image tower.</summary>
    public VisionConfig Vision { get; init; } = ResNetConfig.Film64;

    /// <summary>The text tower.</summary>
    public TextConfig Text { get; init; } = BertConfig.Film64;

    /// <summary>Size P of the shared embedding space.</summary>
    public int ProjectionSize { get; init; } = 512;

    /// <summary>Whether the projections have a bias; the released weights have none.</summary>
    public bool ProjectionBias { get; init; }

    /// <summary>What stands between the image features and the shared space.</summary>
    public ProjectionKind VisionProjection { get; init; }

    /// <summary>What stands between the text features and the shared space.</summary>
    public ProjectionKind TextProjection { get; init; }

    /// <summary>What happens to embeddings in the shared space.</summary>
    public EmbeddingNormalization Normalization { get; init; }

    /// <summary>Whether regions of films and words of texts are embedded too (GLoRIA, https://github.com/marshuang80/gloria).</summary>
    public bool LocalFeatures { get; init; }

    /// <summary>The learnable temperature.</summary>
    public TemperatureConfig Temperature { get; init; } = new();

    /// <summary>The small model for 64-pixel films: the default of the demonstration and of 64-pixel data.</summary>
    public static MedClipConfig Film64 { get; } = new() { ProjectionSize = 128 };

    /// <summary>The paper's model with Swin-T and BioClinicalBERT.</summary>
    public static MedClipConfig MedClipVit { get; } = new() { Vision = SwinConfig.Tiny, Text = BertConfig.Base };

    /// <summary>The paper's model with ResNet-50 and BioClinicalBERT, pooled as its released weights were trained.</summary>
    public static MedClipConfig MedClipResNet { get; } = new()
    {
        Vision = ResNetConfig.ResNet50, Text = BertConfig.Base with { Pooling = TextPooling.Pooler },
    };

    /// <summary>CLIP's ViT-B/32 as OpenAI trained it.</summary>
    public static MedClipConfig ClipVitB32 { get; } = new() { Vision = ClipVitConfig.Base32, Text = ClipTextConfig.Base };

    /// <summary>CLIP's RN50 as OpenAI trained it.</summary>
    public static MedClipConfig ClipResNet50 { get; } = new() { Vision = ClipResNetConfig.ResNet50, Text = ClipTextConfig.Base, ProjectionSize = 1024 };

    /// <summary>GLoRIA (Huang et al. 2021) with ResNet-50 and BioClinicalBERT; its cosine is scaled by 10.</summary>
    public static MedClipConfig Gloria { get; } = new()
    {
        Vision = ResNetConfig.ResNet50 with { ResizeTo = 299 }, Text = BertConfig.Base with { Pooling = TextPooling.LastFourSum },
        ProjectionSize = 768, ProjectionBias = true, TextProjection = ProjectionKind.None, LocalFeatures = true,
        Temperature = new TemperatureConfig { Initial = 2.3025851f },
    };

    /// <summary>ConVIRT (https://arxiv.org/abs/2010.00747) with ResNet-50 and BioClinicalBERT, τ = 0.1, pooled as its paper says.</summary>
    public static MedClipConfig ConVirt { get; } = new()
    {
        Vision = ResNetConfig.ResNet50, Text = BertConfig.Base with { Pooling = TextPooling.LastMaximum },
        ProjectionBias = true, VisionProjection = ProjectionKind.Perceptron, TextProjection = ProjectionKind.Perceptron,
        Temperature = new TemperatureConfig { Initial = 2.3025851f },
    };

    /// <summary>The presets by the name that <c>--config</c> takes.</summary>
    public static IReadOnlyDictionary<string, MedClipConfig> Presets { get; } = new SortedDictionary<string, MedClipConfig>(StringComparer.OrdinalIgnoreCase)
    {
        ["film64"] = Film64,
        ["film64-swin"] = Film64 with { Vision = SwinConfig.Film64 },
        ["film64-vit"] = Film64 with { Vision = VitConfig.Film64 },
        ["medclip-resnet"] = MedClipResNet,
        ["medclip-vit"] = MedClipVit,
    };

    /// <summary>Checks a configuration that was read from a file; the error names it.</summary>
    internal MedClipConfig Validated(string file, string? place)
    {
        try
        {
            return Validated();
        }
        catch (InvalidInputException e)
        {
            throw InvalidInputException.At(file, place, e.Message, innerException: e);
        }
    }

    /// <summary>Checks that all numbers fit together.</summary>
    /// <returns>This configuration.</returns>
    /// <exception cref="InvalidInputException">The message lists everything wrong at once.</exception>
    public MedClipConfig Validated()
    {
        List<string> problems = [.. Vision.Problems(), .. Text.Problems()];
        if (ProjectionSize is < 1 or > 65536)
        {
            problems.Add($"projectionSize is {ProjectionSize}; it must be 1 to 65536.");
        }

        if (!Enum.IsDefined(Normalization) || !Enum.IsDefined(VisionProjection) || !Enum.IsDefined(TextProjection))
        {
            problems.Add("normalization, visionProjection and textProjection take their named values only.");
        }

        if (LocalFeatures && (Vision is not ResNetConfig || Text is not BertConfig { Layers: >= 4 }))
        {
            problems.Add("localFeatures needs a resnet, whose third stage gives the regions, and a bert of at least four layers.");
        }

        if ((VisionProjection == ProjectionKind.None && Vision.FeatureSize != ProjectionSize)
            || (TextProjection == ProjectionKind.None && Text is not NoTextConfig && Text.FeatureSize != ProjectionSize)
            || (Vision is ClipResNetConfig && Vision.FeatureSize != ProjectionSize))
        {
            problems.Add("Without a projection, the size of the features must be projectionSize.");
        }

        if (!(Temperature.Minimum <= Temperature.Initial && Temperature.Initial <= Temperature.Maximum && Temperature.Maximum < 80))
        {
            problems.Add("temperature.initial must lie between temperature.minimum and temperature.maximum, and below 80.");
        }

        return problems.Count == 0 ? this : throw new InvalidInputException($"The model's configuration is wrong: {string.Join(" ", problems)}");
    }
}
