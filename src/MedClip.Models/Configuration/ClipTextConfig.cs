namespace MedClip.Models;

/// <summary>Sizes of CLIP's text transformer (Radford et al. 2021, https://arxiv.org/abs/2103.00020, section 2.4): causal, pooled at the end of text.</summary>
public sealed record ClipTextConfig : TextConfig
{
    /// <summary>Creates CLIP's own sizes.</summary>
    public ClipTextConfig()
    {
        VocabularySize = 49408;
        MaximumPositions = 77;
    }

    /// <summary>Width of a token.</summary>
    public int HiddenSize { get; init; } = 512;

    /// <summary>Layers.</summary>
    public int Layers { get; init; } = 12;

    /// <summary>Attention heads; they divide the width.</summary>
    public int Heads { get; init; } = 8;

    /// <summary>Hidden width of a layer's perceptron.</summary>
    public int IntermediateSize { get; init; } = 2048;

    /// <summary>Whether perceptrons use x·σ(1.702x), as OpenAI's weights need, rather than the exact GELU.</summary>
    public bool QuickGelu { get; init; } = true;

    /// <summary>Added to the variance in layer norms.</summary>
    public double NormEpsilon { get; init; } = 1e-5;

    /// <inheritdoc/>
    public override int FeatureSize => HiddenSize;

    /// <inheritdoc/>
    internal override double LeastParameters =>
        TransformerSizes.LeastParameters(HiddenSize, Layers, IntermediateSize) + (((double)VocabularySize + MaximumPositions) * HiddenSize);

    /// <summary>The text tower of CLIP's ViT-B and RN50 models.</summary>
    public static ClipTextConfig Base { get; } = new();

    /// <inheritdoc/>
    public override IEnumerable<string> Problems() =>
        base.Problems().Concat(TransformerSizes.Problems("text", HiddenSize, Layers, Heads, IntermediateSize, 0, NormEpsilon));
}
