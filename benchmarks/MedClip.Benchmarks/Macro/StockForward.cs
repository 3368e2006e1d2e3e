using MedClip.Models;
using MedClip.Torch;
using static TorchSharp.torch;

namespace MedClip.Benchmarks.Macro;

/// <summary>
/// A tower's forward on random films or texts by plain modules, in float32 or under autocast.
/// </summary>
internal sealed class StockForward : IDisposable
{
    /// <summary>Tokens of a text.</summary>
    public const int Tokens = 24;

    private readonly MedClipModel model;
    private readonly Tensor[] input;
    private readonly bool isText;

    /// <param name="name">One of <see cref="Configurations"/>.</param>
    /// <param name="count">Films, or texts where the name is a text tower's.</param>
    public StockForward(string name, int count)
    {
        MedClipConfig config = Configurations[name];
        isText = name.Contains("bert", StringComparison.Ordinal);
        model = new MedClipModel(config, new SeedSequence(1));
        model.eval();
        input = isText ? [randint(4, config.Text.VocabularySize, [count, Tokens], dtype: ScalarType.Int64), ones([count, Tokens], dtype: ScalarType.Int64)]
            : [randn(count, config.Vision.Channels, config.Vision.ImageSize, config.Vision.ImageSize)];
    }

    /// <summary>The towers that are measured; beside each a small one, <c>tiny-</c>.</summary>
    public static IReadOnlyDictionary<string, MedClipConfig> Configurations { get; } = new Dictionary<string, MedClipConfig>
    {
        ["swin"] = MedClipConfig.Film64 with { Vision = SwinConfig.Tiny },
        ["tiny-swin"] = MedClipConfig.Film64 with { Vision = SwinConfig.Film64 },
        ["resnet"] = MedClipConfig.Film64 with { Vision = ResNetConfig.ResNet50 },
        ["tiny-resnet"] = MedClipConfig.Film64,
        ["clip-rn50"] = MedClipConfig.Film64 with { Vision = ClipResNetConfig.ResNet50, ProjectionSize = 1024 },
        ["tiny-clip-rn50"] = MedClipConfig.Film64,
        ["bert"] = MedClipConfig.Film64 with { Text = BertConfig.Base },
        ["tiny-bert"] = MedClipConfig.Film64,
    };

    /// <summary>The plain model, in evaluation mode.</summary>
    public MedClipModel Model => model;

    /// <summary>The forward of a model of the same configuration.</summary>
    public Tensor Run(MedClipModel which) => isText ? which.EncodeTexts(input[0], input[1]) : which.EncodeImages(input[0]);

    /// <summary>The stock forward.</summary>
    /// <param name="half">Under autocast to bfloat16.</param>
    public void Run(bool half)
    {
        using IDisposable plain = FusedKernels.Disable();
        using IDisposable? scope = half ? PrecisionScope.Enter(NumericPrecision.BFloat16) : null;
        Run(model);
    }

    public void Dispose()
    {
        Array.ForEach(input, tensor => tensor.Dispose());
        model.Dispose();
    }
}
