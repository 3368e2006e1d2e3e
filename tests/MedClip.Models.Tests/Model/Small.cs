using static TorchSharp.torch;

namespace MedClip.Models.Tests;

/// <summary>Models small enough to run in a moment, one for each image architecture.</summary>
internal static class Small
{
    public static BertConfig Text { get; } = BertConfig.Film64 with
    {
        VocabularySize = 64, MaximumPositions = 32, HiddenSize = 16, Heads = 2, IntermediateSize = 32, Dropout = 0,
    };

    public static ClipTextConfig ClipText { get; } = new()
    {
        VocabularySize = 64, MaximumPositions = 32, HiddenSize = 16, Layers = 2, Heads = 2, IntermediateSize = 32,
    };

    private static ResNetConfig ResNet { get; } = ResNetConfig.Film64 with { ImageSize = 32, StemWidth = 4, Widths = [4, 8, 8, 16], Dropout = 0 };

    private static SwinConfig Swin { get; } = SwinConfig.Film64 with { ImageSize = 44, EmbeddingSize = 8, Depths = [2, 2], Heads = [1, 2], DropPath = 0 };

    private static BertConfig DeepText { get; } = Text with { Layers = 4, HasPooler = true };

    /// <summary>One for each image architecture, over a text tower without padding's influence.</summary>
    public static IReadOnlyDictionary<string, MedClipConfig> Configs { get; } = new Dictionary<string, MedClipConfig>
    {
        ["resnet"] = With(ResNet),
        ["bottleneck"] = With(ResNetConfig.Film64 with { ImageSize = 32, Block = ResNetBlock.Bottleneck, StemWidth = 4, Widths = [2, 2, 4, 4], Dropout = 0 }),
        ["swin"] = With(Swin),
        ["vit"] = With(VitConfig.Film64 with { ImageSize = 16, HiddenSize = 16, Layers = 2, Heads = 2, IntermediateSize = 32, Dropout = 0 }),
    };

    /// <summary>Every model of the library with its own blocks, poolings and heads, small.</summary>
    public static IReadOnlyDictionary<string, MedClipConfig> All { get; } = new Dictionary<string, MedClipConfig>(Configs)
    {
        ["resnet18"] = With(ResNet with { Layers = [2, 2, 2, 2] }),
        ["resnet34"] = With(ResNet with { Layers = [3, 4, 6, 3] }),
        ["resnet50"] = With(ResNet with { Block = ResNetBlock.Bottleneck, Layers = [3, 4, 6, 3] }),
        ["medclip-vit"] = With(Swin with { Channels = 3 }) with { Text = DeepText with { Pooling = TextPooling.Reference } },
        ["medclip-resnet"] = With(ResNet with { Channels = 3 }) with { Text = DeepText with { Pooling = TextPooling.Pooler } },
        ["clip-vit"] = new() { Vision = ClipVitConfig.Base32 with { ImageSize = 16, PatchSize = 8, HiddenSize = 16, Layers = 2, Heads = 2, IntermediateSize = 32 }, Text = ClipText, ProjectionSize = 8 },
        ["clip-resnet"] = new() { Vision = ClipResNetConfig.ResNet50 with { ImageSize = 64, Layers = [1, 2, 1, 1], Width = 4, Heads = 4, OutputSize = 8 }, Text = ClipText, ProjectionSize = 8 },
        ["gloria"] = MedClipConfig.Gloria with
        {
            Vision = ResNet with { Channels = 3, ResizeTo = 64, Block = ResNetBlock.Bottleneck, Widths = [2, 2, 4, 4] },
            Text = DeepText with { Pooling = TextPooling.LastFourSum, HiddenSize = 8 }, ProjectionSize = 8,
        },
        ["convirt"] = MedClipConfig.ConVirt with { Vision = ResNet with { Channels = 3 }, Text = DeepText with { Pooling = TextPooling.LastMaximum }, ProjectionSize = 8 },
        ["bert-cls"] = Pooled(TextPooling.Cls),
        ["bert-last-mean"] = Pooled(TextPooling.LastMean),
        ["bert-last-token"] = Pooled(TextPooling.LastToken),
    };

    /// <summary>Films (N, 1, S, S) for a configuration.</summary>
    public static Tensor Pixels(MedClipConfig config, int count, ulong seed = 3)
    {
        int size = config.Vision.ImageSize;
        var random = new SplitMix64(seed);
        float[] values = [.. Enumerable.Range(0, count * size * size).Select(_ => (float)random.NextGaussian())];
        return tensor(values, [count, 1, size, size]);
    }

    /// <summary>Two texts of five and of three tokens, the second padded.</summary>
    public static (Tensor Ids, Tensor Mask) Texts(MedClipConfig config)
    {
        (long first, long last) = config.Text is ClipTextConfig ? (62, 63) : (2, 3);
        return (tensor(new[] { first, 7, 9, 11, last, first, 5, last, 0, 0 }, [2, 5]), tensor(new long[] { 1, 1, 1, 1, 1, 1, 1, 1, 0, 0 }, [2, 5]));
    }

    /// <summary>A vocabulary of <see cref="Text"/>'s size in which pieces 9 and 11 continue a word.</summary>
    public static WordPieceTokenizer Tokenizer { get; } = new(Vocabulary.Of(
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]", .. Enumerable.Range(4, 60).Select(i => i is 9 or 11 ? $"##{i}" : $"w{i}")]));

    private static MedClipConfig With(VisionConfig vision) => new() { Vision = vision, Text = Text, ProjectionSize = 8 };

    private static MedClipConfig Pooled(TextPooling pooling) => With(VitConfig.Film64 with
    {
        ImageSize = 16, HiddenSize = 16, Layers = 1, Heads = 2, IntermediateSize = 32, Dropout = 0,
    }) with { Text = Text with { Pooling = pooling } };
}
