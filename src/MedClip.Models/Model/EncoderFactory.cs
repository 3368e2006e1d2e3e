namespace MedClip.Models;

/// <summary>Builds encoders from their configurations.</summary>
internal static class EncoderFactory
{
    public static IImageEncoder Image(MedClipConfig config) => config.Vision switch
    {
        // MedCLIP's residual network projects in its own last layer, as its published weights do.
        ResNetConfig resnet when config is { VisionProjection: ProjectionKind.Linear, LocalFeatures: false } => new ResNet(resnet, config.ProjectionSize, config.ProjectionBias),
        ResNetConfig resnet => new ResNet(resnet),
        ClipResNetConfig clip => new ClipResNet(clip),
        ClipVitConfig clip => new ClipVit(clip),
        SwinConfig swin => new Swin(swin),
        VitConfig vit => new Vit(vit),
        _ => throw new InvalidInputException($"There is no image encoder for {config.Vision.GetType().Name}; pass a module of your own to MedClipModel."),
    };

    public static ITextEncoder Text(MedClipConfig config) => config.Text switch
    {
        BertConfig bert => new Bert(bert),
        ClipTextConfig clip => new ClipText(clip),
        NoTextConfig => new NoTextEncoder(),
        _ => throw new InvalidInputException($"There is no text encoder for {config.Text.GetType().Name}; pass a module of your own to MedClipModel."),
    };
}
