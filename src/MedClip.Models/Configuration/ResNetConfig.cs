namespace MedClip.Models;

/// <summary>The kind of a residual block.</summary>
public enum ResNetBlock
{
    /// <summary>Two 3×3 convolutions (ResNet-18 and -34).</summary>
    Basic,

    /// <summary>1×1, 3×3 with the stride, 1×1 to four times the width (ResNet-50 and -101, torchvision's "v1.5").</summary>
    Bottleneck,
}

/// <summary>Sizes of a residual network (He et al. 2015, https://arxiv.org/abs/1512.03385, table 1).</summary>
public sealed record ResNetConfig : VisionConfig
{
    /// <summary>The kind of block.</summary>
    public ResNetBlock Block { get; init; } = ResNetBlock.Bottleneck;

    /// <summary>Blocks of each stage.</summary>
    public IReadOnlyList<int> Layers { get; init; } = [3, 4, 6, 3];

    /// <summary>Width of each stage; a bottleneck's output has four times as many channels.</summary>
    public IReadOnlyList<int> Widths { get; init; } = [64, 128, 256, 512];

    /// <summary>Channels after the first convolution.</summary>
    public int StemWidth { get; init; } = 64;

    /// <summary>Kernel of the first convolution: 7 for films of 224 pixels, 3 for small ones.</summary>
    public int StemKernel { get; init; } = 7;

    /// <summary>Stride of the first convolution.</summary>
    public int StemStride { get; init; } = 2;

    /// <summary>Films are resized to this edge first, bilinear with aligned corners, as GLoRIA does; null: they are taken as they are.</summary>
    public int? ResizeTo { get; init; }

    /// <summary>Added to the variance in batch norms.</summary>
    public double NormEpsilon { get; init; } = 1e-5;

    /// <summary>Share of a batch in the running statistics of batch norms.</summary>
    public double NormMomentum { get; init; } = 0.1;

    /// <summary>Probability that a pooled feature is dropped while training, in [0, 1).</summary>
    public double Dropout { get; init; }

    /// <inheritdoc/>
    public override int FeatureSize => Widths[^1] * Expansion;

    /// <inheritdoc/>
    internal override double LeastParameters => Layers.Zip(Widths, (layers, width) => 9.0 * layers * width * width).Sum();

    /// <summary>Output channels of a block by its width: 1 or 4.</summary>
    internal int Expansion => Block == ResNetBlock.Bottleneck ? 4 : 1;

    /// <summary>
    /// A small network for films of 64 pixels and one channel: a 3×3 stem of stride 1, max pooling, four basic blocks of widths 32, 64, 128, 256.
    /// 1.23 M parameters, 0.13 GFLOP a film.
    /// </summary>
    public static ResNetConfig Film64 { get; } = new()
    {
        ImageSize = 64, Channels = 1, Block = ResNetBlock.Basic, Layers = [1, 1, 1, 1], Widths = [32, 64, 128, 256],
        StemWidth = 32, StemKernel = 3, StemStride = 1, Dropout = 0.2,
    };

    /// <summary>ResNet-18.</summary>
    public static ResNetConfig ResNet18 { get; } = new() { Block = ResNetBlock.Basic, Layers = [2, 2, 2, 2] };

    /// <summary>ResNet-34.</summary>
    public static ResNetConfig ResNet34 { get; } = new() { Block = ResNetBlock.Basic };

    /// <summary>ResNet-50, the paper's convolutional tower.</summary>
    public static ResNetConfig ResNet50 { get; } = new();

    /// <summary>ResNet-101.</summary>
    public static ResNetConfig ResNet101 { get; } = new() { Layers = [3, 4, 23, 3] };

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        foreach (string problem in base.Problems())
        {
            yield return problem;
        }

        if (Layers.Count != 4 || Widths.Count != 4 || Layers.Any(n => n is < 1 or > 1000) || Widths.Any(n => n is < 1 or > 65536))
        {
            yield return "vision.layers and vision.widths must each hold four numbers of at least 1.";
        }

        if (StemWidth is < 1 or > 65536 || StemKernel is < 1 or > 31 || StemKernel % 2 == 0 || StemStride is < 1 or > 8)
        {
            yield return "vision.stemWidth, stemKernel (odd) and stemStride must be at least 1 and small.";
        }

        if (ResizeTo is < 8 or > 4096)
        {
            yield return "vision.resizeTo must be 8 to 4096 pixels, or absent.";
        }

        if (Dropout is < 0 or >= 1 || !(NormEpsilon > 0) || NormMomentum is not (>= 0 and <= 1))
        {
            yield return "vision.dropout must be in [0, 1), normEpsilon above 0, normMomentum in [0, 1].";
        }
    }
}
