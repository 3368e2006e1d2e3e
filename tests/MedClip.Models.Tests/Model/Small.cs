namespace MedClip.Models.Tests;

/// <summary>Models small enough to run in a moment, one for each image architecture.</summary>
internal static class Small
{
    public static BertConfig Text { get; } = BertConfig.Film64 with
    {
        VocabularySize = 64, MaximumPositions = 32, HiddenSize = 16, Heads = 2, IntermediateSize = 32, Dropout = 0,
    };

    public static IReadOnlyDictionary<string, MedClipConfig> Configs { get; } = new Dictionary<string, MedClipConfig>
    {
        ["resnet"] = With(ResNetConfig.Film64 with { ImageSize = 32, StemWidth = 4, Widths = [4, 8, 8, 16], Dropout = 0 }),
        ["bottleneck"] = With(ResNetConfig.Film64 with { ImageSize = 32, Block = ResNetBlock.Bottleneck, StemWidth = 4, Widths = [2, 2, 4, 4], Dropout = 0 }),
        ["swin"] = With(SwinConfig.Film64 with { ImageSize = 44, EmbeddingSize = 8, Depths = [2, 2], Heads = [1, 2], DropPath = 0 }),
        ["vit"] = With(VitConfig.Film64 with { ImageSize = 16, HiddenSize = 16, Layers = 2, Heads = 2, IntermediateSize = 32, Dropout = 0 }),
    };

    private static MedClipConfig With(VisionConfig vision) => new() { Vision = vision, Text = Text, ProjectionSize = 8 };
}
