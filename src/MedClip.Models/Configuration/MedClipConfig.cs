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

    /// <summary>The presets by the name that <c>--config</c> takes.</summary>
    public static IReadOnlyDictionary<string, MedClipConfig> Presets { get; } = new SortedDictionary<string, MedClipConfig>(StringComparer.OrdinalIgnoreCase)
    {
        ["film64"] = Film64,
        ["film64-swin"] = Film64 with { Vision = SwinConfig.Film64 },
        ["film64-vit"] = Film64 with { Vision = VitConfig.Film64 },
        ["medclip-resnet"] = MedClipResNet,
        ["medclip-vit"] = MedClipVit,
    };

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

        if (!(Temperature.Minimum <= Temperature.Initial && Temperature.Initial <= Temperature.Maximum && Temperature.Maximum < 80))
        {
            problems.Add("temperature.initial must lie between temperature.minimum and temperature.maximum, and below 80.");
        }

        return problems.Count == 0 ? this : throw new InvalidInputException($"The model's configuration is wrong: {string.Join(" ", problems)}");
    }
}
