namespace MedClip.Models;

/// <summary>Published networks by the name that <c>medclip convert --architecture</c> takes.</summary>
public static class Architectures
{
    private static readonly IReadOnlyList<double> NaturalMean = [0.485, 0.456, 0.406];
    private static readonly IReadOnlyList<double> NaturalStd = [0.229, 0.224, 0.225];

    /// <summary>All of them.</summary>
    public static IReadOnlyDictionary<string, MedClipConfig> All { get; } = new SortedDictionary<string, MedClipConfig>(StringComparer.OrdinalIgnoreCase)
    {
        ["medclip-vit"] = MedClipConfig.MedClipVit,
        ["medclip-resnet"] = MedClipConfig.MedClipResNet,
        ["clip-vit-b32"] = MedClipConfig.ClipVitB32,
        ["clip-vit-b32-gelu"] = MedClipConfig.ClipVitB32 with { Vision = ClipVitConfig.Base32 with { QuickGelu = false }, Text = ClipTextConfig.Base with { QuickGelu = false } },
        ["clip-vit-b16"] = MedClipConfig.ClipVitB32 with { Vision = ClipVitConfig.Base16 },
        ["clip-vit-b16-gelu"] = MedClipConfig.ClipVitB32 with { Vision = ClipVitConfig.Base16 with { QuickGelu = false }, Text = ClipTextConfig.Base with { QuickGelu = false } },
        ["clip-rn50"] = MedClipConfig.ClipResNet50,
        ["gloria-resnet50"] = MedClipConfig.Gloria,
        ["convirt-resnet50"] = MedClipConfig.ConVirt,
        ["swin-tiny"] = Image(SwinConfig.Tiny),
        ["swin-small"] = Image(SwinConfig.Small),
        ["swin-base"] = Image(SwinConfig.Base),
        ["resnet18"] = Image(ResNetConfig.ResNet18),
        ["resnet34"] = Image(ResNetConfig.ResNet34),
        ["resnet50"] = Image(ResNetConfig.ResNet50),
        ["resnet101"] = Image(ResNetConfig.ResNet101),
        ["vit-small16"] = Image(VitConfig.Small16),
        ["vit-base16"] = Image(VitConfig.Base16),
        ["vit-base32"] = Image(VitConfig.Base32),
    };

    /// <summary>An image encoder without texts, trained on natural pictures: its embeddings are its features.</summary>
    /// <param name="vision">The encoder.</param>
    internal static MedClipConfig Image(VisionConfig vision) => ArchitectureInference.ImageOnly(
        vision.ChannelMean is null && vision.Channels == 3 ? vision with { ChannelMean = NaturalMean, ChannelStd = NaturalStd } : vision);
}
