namespace MedClip.Models;

/// <summary>Sizes of CLIP's vision transformer (Radford et al. 2021, https://arxiv.org/abs/2103.00020, table 20).</summary>
public sealed record ClipVitConfig : VisionConfig
{
    /// <summary>Edge of a patch in pixels.</summary>
    public int PatchSize { get; init; } = 32;

    /// <summary>Width of a token.</summary>
    public int HiddenSize { get; init; } = 768;

    /// <summary>Blocks.</summary>
    public int Layers { get; init; } = 12;

    /// <summary>Attention heads; they divide the width.</summary>
    public int Heads { get; init; } = 12;

    /// <summary>Hidden width of a block's perceptron.</summary>
    public int IntermediateSize { get; init; } = 3072;

    /// <summary>Whether perceptrons use x·σ(1.702x), as OpenAI's weights need, rather than the exact GELU.</summary>
    public bool QuickGelu { get; init; } = true;

    /// <summary>Added to the variance in layer norms.</summary>
    public double NormEpsilon { get; init; } = 1e-5;

    /// <inheritdoc/>
    public override int FeatureSize => HiddenSize;

    /// <inheritdoc/>
    internal override double LeastParameters => TransformerSizes.LeastParameters(HiddenSize, Layers, IntermediateSize);

    /// <summary>ViT-B/32.</summary>
    public static ClipVitConfig Base32 { get; } = new() { ChannelMean = ClipChannels.Mean, ChannelStd = ClipChannels.Std };

    /// <summary>ViT-B/16.</summary>
    public static ClipVitConfig Base16 { get; } = Base32 with { PatchSize = 16 };

    /// <inheritdoc/>
    public override IEnumerable<string> Problems() => base.Problems()
        .Concat(PatchSize is < 1 or > 1024 || ImageSize % PatchSize != 0 ? ["vision.imageSize must be a multiple of vision.patchSize."] : [])
        .Concat(TransformerSizes.Problems("vision", HiddenSize, Layers, Heads, IntermediateSize, 0, NormEpsilon));
}

/// <summary>Mean and deviation of CLIP's training pictures, red, green and blue, in [0, 1].</summary>
internal static class ClipChannels
{
    public static IReadOnlyList<double> Mean { get; } = [0.48145466, 0.4578275, 0.40821073];

    public static IReadOnlyList<double> Std { get; } = [0.26862954, 0.26130258, 0.27577711];
}
