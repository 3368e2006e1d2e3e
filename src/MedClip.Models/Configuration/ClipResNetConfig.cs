namespace MedClip.Models;

/// <summary>Sizes of CLIP's modified residual network with an attention pool (Radford et al. 2021, https://arxiv.org/abs/2103.00020, table 19).</summary>
public sealed record ClipResNetConfig : VisionConfig
{
    /// <summary>Bottleneck blocks of each stage.</summary>
    public IReadOnlyList<int> Layers { get; init; } = [3, 4, 6, 3];

    /// <summary>Width of the first stage; each further stage doubles it, and a block's output has four times as many channels.</summary>
    public int Width { get; init; } = 64;

    /// <summary>Heads of the attention pool.</summary>
    public int Heads { get; init; } = 32;

    /// <summary>Size of the embeddings that the attention pool gives: the shared space.</summary>
    public int OutputSize { get; init; } = 1024;

    /// <summary>Added to the variance in batch norms.</summary>
    public double NormEpsilon { get; init; } = 1e-5;

    /// <inheritdoc/>
    public override int FeatureSize => OutputSize;

    /// <inheritdoc/>
    internal override double LeastParameters => Layers.Select((layers, i) => 9.0 * layers * Math.Pow((double)Width * (1 << i), 2)).Sum();

    /// <summary>Channels before the attention pool.</summary>
    internal int PooledSize => Width * 32;

    /// <summary>CLIP's RN50.</summary>
    public static ClipResNetConfig ResNet50 { get; } = new() { ChannelMean = ClipChannels.Mean, ChannelStd = ClipChannels.Std };

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        foreach (string problem in base.Problems())
        {
            yield return problem;
        }

        if (Layers.Count != 4 || Layers.Any(n => n is < 1 or > 1000) || Width is < 2 or > 4096 || Width % 2 != 0)
        {
            yield return "vision.layers must hold four numbers of at least 1, and vision.width be even and at least 2.";
        }

        if (Heads < 1 || PooledSize % Heads != 0 || OutputSize is < 1 or > 65536 || !(NormEpsilon > 0) || ImageSize % 32 != 0)
        {
            yield return "vision.heads must divide 32 times vision.width, vision.imageSize be a multiple of 32, outputSize and normEpsilon above 0.";
        }
    }
}
