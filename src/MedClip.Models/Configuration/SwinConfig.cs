namespace MedClip.Models;

/// <summary>Sizes of a Swin transformer (Liu et al. 2021, https://arxiv.org/abs/2103.14030, section 3.3).</summary>
public sealed record SwinConfig : VisionConfig
{
    /// <summary>Edge of a patch in pixels.</summary>
    public int PatchSize { get; init; } = 4;

    /// <summary>Width of the first stage; each further stage doubles it.</summary>
    public int EmbeddingSize { get; init; } = 96;

    /// <summary>Blocks of each stage.</summary>
    public IReadOnlyList<int> Depths { get; init; } = [2, 2, 6, 2];

    /// <summary>Attention heads of each stage.</summary>
    public IReadOnlyList<int> Heads { get; init; } = [3, 6, 12, 24];

    /// <summary>Edge of an attention window in patches.</summary>
    public int WindowSize { get; init; } = 7;

    /// <summary>Hidden width of a block's perceptron by the block's width.</summary>
    public double MlpRatio { get; init; } = 4;

    /// <summary>Probability that a sample's attention branch is dropped while training, the same in every block as in transformers 4.24.</summary>
    public double DropPath { get; init; } = 0.1;

    /// <summary>Added to the variance in layer norms.</summary>
    public double NormEpsilon { get; init; } = 1e-5;

    /// <summary>Deviation of the weights at the start.</summary>
    public double InitializerRange { get; init; } = 0.02;

    /// <inheritdoc/>
    public override int FeatureSize => EmbeddingSize << (Depths.Count - 1);

    /// <inheritdoc/>
    internal override double LeastParameters =>
        // 0.9: the hidden width of a block is rounded down.
        Depths.Select((depth, i) => depth * (4 + (2 * MlpRatio)) * Math.Pow((double)EmbeddingSize * (1 << i), 2)).Sum() * 0.9;

    /// <summary>A small network for films of 64 pixels and one channel.</summary>
    public static SwinConfig Film64 { get; } = new()
    {
        ImageSize = 64, Channels = 1, EmbeddingSize = 32, Depths = [2, 2, 2], Heads = [1, 2, 4], WindowSize = 4, MlpRatio = 2, DropPath = 0.05,
    };

    /// <summary>Swin-T, the paper's transformer tower (microsoft/swin-tiny-patch4-window7-224).</summary>
    public static SwinConfig Tiny { get; } = new();

    /// <summary>Swin-S (microsoft/swin-small-patch4-window7-224).</summary>
    public static SwinConfig Small { get; } = new() { Depths = [2, 2, 18, 2], DropPath = 0.3 };

    /// <summary>Swin-B (microsoft/swin-base-patch4-window7-224).</summary>
    public static SwinConfig Base { get; } = new() { EmbeddingSize = 128, Depths = [2, 2, 18, 2], Heads = [4, 8, 16, 32] };

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        foreach (string problem in base.Problems())
        {
            yield return problem;
        }

        if (Depths.Count is < 1 or > 8 || Heads.Count != Depths.Count || Depths.Any(n => n is < 1 or > 1000))
        {
            yield return "vision.depths and vision.heads must hold as many numbers, each at least 1.";
            yield break;
        }

        if (EmbeddingSize is < 1 or > 65536 || Heads.Where((heads, i) => heads < 1 || (EmbeddingSize << i) % heads != 0).Any())
        {
            yield return "vision.heads must divide the width of their stage (embeddingSize, doubled each stage).";
        }

        if (PatchSize is < 1 or > 1024 || ImageSize % PatchSize != 0 || WindowSize is < 1 or > 1024)
        {
            yield return "vision.imageSize must be a multiple of vision.patchSize, and vision.windowSize at least 1.";
        }

        if (MlpRatio is not (> 0 and < 64) || DropPath is not (>= 0 and < 1) || !(NormEpsilon > 0))
        {
            yield return "vision.mlpRatio must be above 0, dropPath in [0, 1), normEpsilon above 0.";
        }
    }
}
