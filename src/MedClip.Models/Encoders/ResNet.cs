// ResNet: He et al. 2015, https://arxiv.org/abs/1512.03385. Names, shapes and the stride's place in a bottleneck ("v1.5") are
// torchvision's (https://github.com/pytorch/vision/blob/main/torchvision/models/resnet.py), so that its weights load unchanged
// (https://download.pytorch.org/models/resnet50-11ad3fa6.pth). MedCLIP's tower keeps its projection in `fc`.
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MedClip.Models;

/// <summary>A residual network over films, with an optional dense layer <c>fc</c> over the pooled features.</summary>
public sealed class ResNet : NamedModule<Tensor, Tensor>, ISpatialEncoder, IConvolutional
{
    private readonly ConvNorm stem;
    private readonly ModuleList<ResidualBlock>[] stages;
    private readonly double dropout;
    private readonly int? resizeTo;
    private readonly Linear? fc;
    private bool channelsLast;

    /// <summary>Creates the network with libtorch's initial weights.</summary>
    /// <param name="config">Its sizes.</param>
    /// <param name="outputs">Outputs of <c>fc</c>; 0: no dense layer, the features are the pooled maps.</param>
    /// <param name="bias">Whether <c>fc</c> has a bias.</param>
    public ResNet(ResNetConfig config, int outputs = 0, bool bias = false)
        : base(nameof(ResNet))
    {
        ArgumentNullException.ThrowIfNull(config);
        Channels = config.Channels;
        FeatureSize = outputs > 0 ? outputs : config.FeatureSize;
        dropout = config.Dropout;
        resizeTo = config.ResizeTo;
        stem = new ConvNorm(
            Conv2d(config.Channels, config.StemWidth, config.StemKernel, stride: config.StemStride, padding: config.StemKernel / 2, bias: false),
            BatchNorm2d(config.StemWidth, config.NormEpsilon, config.NormMomentum));
        stem.Register(this, "conv1", "bn1");
        stages = new ModuleList<ResidualBlock>[config.Layers.Count];
        int channels = config.StemWidth;
        for (int stage = 0; stage < stages.Length; stage++)
        {
            var blocks = new ResidualBlock[config.Layers[stage]];
            for (int i = 0; i < blocks.Length; i++)
            {
                blocks[i] = new ResidualBlock(config, channels, config.Widths[stage], stride: stage > 0 && i == 0 ? 2 : 1);
                channels = config.Widths[stage] * config.Expansion;
            }

            stages[stage] = new ModuleList<ResidualBlock>(blocks);
            register_module($"layer{stage + 1}", stages[stage]);
        }

        if (outputs > 0)
        {
            fc = Linear(channels, outputs, hasBias: bias);
            register_module("fc", fc);
        }
    }

    /// <inheritdoc/>
    public int Channels { get; }

    /// <inheritdoc/>
    public int FeatureSize { get; }

    /// <inheritdoc/>
    public bool IsProjected => fc is not null;

    /// <inheritdoc/>
    public Tensor EncodeFeatures(Tensor pixels) => call(pixels);

    /// <summary>Encodes films.</summary>
    /// <param name="input">Normalised films (N, C, H, W).</param>
    /// <returns>Features (N, F).</returns>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor features = Pool(Maps(input));
        Tensor output = fc is null ? features : fc.call(features);                        // (N, C) -> (N, F)
        return output.MoveToOuterDisposeScope();
    }

    /// <summary>The maps of the last stage, before pooling: what local methods and heat maps look at.</summary>
    /// <param name="pixels">Normalised films (N, C, H, W).</param>
    /// <returns>Maps (N, C, H/s, W/s), s = 32 for the standard networks.</returns>
    public Tensor Maps(Tensor pixels)
    {
        using DisposeScope scope = NewDisposeScope();
        return StageMaps(pixels)[^1].MoveToOuterDisposeScope();
    }

    /// <summary>The maps after each stage.</summary>
    /// <param name="pixels">Normalised films (N, C, H, W).</param>
    /// <returns>Four maps, each half as large as the one before; owned by the caller.</returns>
    public IReadOnlyList<Tensor> StageMaps(Tensor pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        using DisposeScope scope = NewDisposeScope();
        if (resizeTo is { } edge)
        {
            pixels = functional.interpolate(pixels, [edge, edge], mode: InterpolationMode.Bilinear, align_corners: true);
        }

        pixels = channelsLast ? ChannelsLast.Of(pixels) : pixels;
        Tensor x = stem.Apply(pixels).relu_();                                             // (N, C, H, W) -> (N, stem, H/stride, W/stride)
        x = functional.max_pool2d(x, 3, stride: 2, padding: 1);                           // halves H and W
        var maps = new List<Tensor>(stages.Length);
        foreach (ModuleList<ResidualBlock> stage in stages)
        {
            foreach (ResidualBlock block in stage)
            {
                x = block.call(x);                                                        // every stage after the first halves H and W
            }

            maps.Add(x);
        }

        maps.ForEach(map => map.MoveToOuterDisposeScope());
        return maps;
    }

    /// <inheritdoc/>
    public bool HasRectifiedPlaces => true;

    /// <inheritdoc/>
    public Tensor EncodePlaces(Tensor pixels)
    {
        using DisposeScope scope = NewDisposeScope();
        return Maps(pixels).flatten(2).transpose(1, 2).contiguous().MoveToOuterDisposeScope();   // (N, C, h, w) -> (N, hw, C)
    }

    /// <inheritdoc/>
    public Tensor PoolPlaces(Tensor places)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor features = functional.dropout(places.mean([1]), dropout, training);         // (N, hw, C) -> (N, C)
        return (fc is null ? features : fc.call(features)).MoveToOuterDisposeScope();
    }

    void IConvolutional.Prepare(bool fold, bool channelsLast)
    {
        this.channelsLast |= channelsLast;
        stem.Prepare(fold, channelsLast);
        foreach (ResidualBlock block in stages.SelectMany(stage => stage))
        {
            block.Prepare(fold, channelsLast);
        }
    }

    /// <summary>Averages maps over their places.</summary>
    internal Tensor Pool(Tensor maps)
    {
        Tensor features = maps.mean([2, 3]);                                              // (N, C, h, w) -> (N, C)
        return functional.dropout(features, dropout, training);
    }

    private sealed class ResidualBlock : NamedModule<Tensor, Tensor>
    {
        private readonly ConvNorm[] parts;
        private readonly ConvNorm? shortcut;

        public ResidualBlock(ResNetConfig config, int channels, int width, int stride)
            : base(nameof(ResidualBlock))
        {
            int outputs = width * config.Expansion;
            Conv2d[] convs = config.Block == ResNetBlock.Basic
                ? [Conv3(channels, width, stride), Conv3(width, width, 1)]
                : [Conv1(channels, width, 1), Conv3(width, width, stride), Conv1(width, outputs, 1)];
            parts = [.. convs.Select((conv, i) => new ConvNorm(conv, Norm(i == convs.Length - 1 ? outputs : width)))];
            for (int i = 0; i < parts.Length; i++)
            {
                parts[i].Register(this, $"conv{i + 1}", $"bn{i + 1}");
            }

            if (stride != 1 || channels != outputs)
            {
                (Conv2d conv, BatchNorm2d norm) = (Conv1(channels, outputs, stride), Norm(outputs));
                shortcut = new ConvNorm(conv, norm);
                register_module("downsample", Sequential(conv, norm));
            }

            BatchNorm2d Norm(int channels) => BatchNorm2d(channels, config.NormEpsilon, config.NormMomentum);
        }

        public void Prepare(bool fold, bool channelsLast)
        {
            Array.ForEach(parts, part => part.Prepare(fold, channelsLast));
            shortcut?.Prepare(fold, channelsLast);
        }

        public override Tensor forward(Tensor input)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor x = input;
            for (int i = 0; i < parts.Length; i++)
            {
                x = parts[i].Apply(x);
                x = i < parts.Length - 1 ? x.relu_() : x;
            }

            return x.add_(shortcut is null ? input : shortcut.Apply(input)).relu_().MoveToOuterDisposeScope();
        }

        private static Conv2d Conv3(int inputs, int outputs, int stride) => Conv2d(inputs, outputs, 3, stride: stride, padding: 1, bias: false);

        private static Conv2d Conv1(int inputs, int outputs, int stride) => Conv2d(inputs, outputs, 1, stride: stride, bias: false);
    }
}
