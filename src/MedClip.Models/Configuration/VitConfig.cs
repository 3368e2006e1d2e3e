namespace MedClip.Models;

/// <summary>Sizes of a vision transformer (Dosovitskiy et al. 2020, https://arxiv.org/abs/2010.11929, section 3.1).</summary>
public sealed record VitConfig : VisionConfig
{
    /// <summary>Edge of a patch in pixels.</summary>
    public int PatchSize { get; init; } = 16;

    /// <summary>Width of a token.</summary>
    public int HiddenSize { get; init; } = 768;

    /// <summary>Blocks.</summary>
    public int Layers { get; init; } = 12;

    /// <summary>Attention heads; they divide the width.</summary>
    public int Heads { get; init; } = 12;

    /// <summary>Hidden width of a block's perceptron.</summary>
    public int IntermediateSize { get; init; } = 3072;

    /// <summary>Probability that a feature is dropped while training, in [0, 1).</summary>
    public double Dropout { get; init; }

    /// <summary>Added to the variance in layer norms.</summary>
    public double NormEpsilon { get; init; } = 1e-12;

    /// <summary>Deviation of the weights at the start.</summary>
    public double InitializerRange { get; init; } = 0.02;

    /// <inheritdoc/>
    public override int FeatureSize => HiddenSize;

    /// <inheritdoc/>
    internal override double LeastParameters =>
        TransformerSizes.LeastParameters(HiddenSize, Layers, IntermediateSize) + (Math.Pow(ImageSize / PatchSize, 2) * HiddenSize);

    /// <summary>A small network for films of 64 pixels and one channel: 64 patches of 8 pixels.</summary>
    public static VitConfig Film64 { get; } = new()
    {
        ImageSize = 64, Channels = 1, PatchSize = 8, HiddenSize = 128, Layers = 4, Heads = 4, IntermediateSize = 256, Dropout = 0.1,
    };

    /// <summary>ViT-S/16 (https://arxiv.org/abs/2012.12877, table 1).</summary>
    public static VitConfig Small16 { get; } = new() { HiddenSize = 384, Heads = 6, IntermediateSize = 1536 };

    /// <summary>ViT-B/16 (google/vit-base-patch16-224).</summary>
    public static VitConfig Base16 { get; } = new();

    /// <summary>ViT-B/32.</summary>
    public static VitConfig Base32 { get; } = new() { PatchSize = 32 };

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        foreach (string problem in base.Problems())
        {
            yield return problem;
        }

        if (PatchSize is < 1 or > 1024 || ImageSize % PatchSize != 0)
        {
            yield return "vision.imageSize must be a multiple of vision.patchSize.";
        }

        foreach (string problem in TransformerSizes.Problems("vision", HiddenSize, Layers, Heads, IntermediateSize, Dropout, NormEpsilon))
        {
            yield return problem;
        }
    }
}
