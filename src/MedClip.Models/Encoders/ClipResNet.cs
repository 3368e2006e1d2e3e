// CLIP's modified residual network: Radford et al. 2021, https://arxiv.org/abs/2103.00020, section 2.4: three convolutions in the stem, average
// pooling instead of strides, and an attention pool. Names are open_clip's
// (https://github.com/mlfoundations/open_clip/blob/main/src/open_clip/modified_resnet.py).
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MedClip.Models;

/// <summary>CLIP's image tower as a residual network; its attention pool projects into the shared space.</summary>
public sealed class ClipResNet : NamedModule<Tensor, Tensor>, ISpatialEncoder, IConvolutional
{
    private readonly ClipResNetConfig config;
    private readonly ConvNorm[] stem;
    private readonly ModuleList<Block>[] stages;
    private readonly AttentionPool pool;
    private bool channelsLast;

    /// <summary>Creates the network with libtorch's initial weights.</summary>
    /// <param name="config">Its sizes.</param>
    public ClipResNet(ClipResNetConfig config)
        : base(nameof(ClipResNet))
    {
        ArgumentNullException.ThrowIfNull(config);
        this.config = config;
        int half = config.Width / 2;
        stem = [Part(config.Channels, half, 3, 2, config.NormEpsilon), Part(half, half, 3, 1, config.NormEpsilon), Part(half, config.Width, 3, 1, config.NormEpsilon)];
        for (int i = 0; i < stem.Length; i++)
        {
            stem[i].Register(this, $"conv{i + 1}", $"bn{i + 1}");
        }

        stages = new ModuleList<Block>[config.Layers.Count];
        int channels = config.Width;
        for (int stage = 0; stage < stages.Length; stage++)
        {
            int width = config.Width << stage;
            var blocks = new Block[config.Layers[stage]];
            for (int i = 0; i < blocks.Length; i++)
            {
                blocks[i] = new Block(channels, width, stage > 0 && i == 0 ? 2 : 1, config.NormEpsilon);
                channels = 4 * width;
            }

            stages[stage] = new ModuleList<Block>(blocks);
            register_module($"layer{stage + 1}", stages[stage]);
        }

        pool = new AttentionPool(config);
        register_module("attnpool", pool);
    }

    /// <inheritdoc/>
    public int Channels => config.Channels;

    /// <inheritdoc/>
    public int FeatureSize => config.OutputSize;

    /// <inheritdoc/>
    public bool IsProjected => true;

    /// <inheritdoc/>
    public Tensor EncodeFeatures(Tensor pixels) => call(pixels);

    /// <summary>Encodes films.</summary>
    /// <param name="input">Normalised films (N, C, S, S), S as configured.</param>
    /// <returns>Embeddings in the shared space (N, P), not normalised.</returns>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        return pool.call(Maps(input)).MoveToOuterDisposeScope();                           // (N, 32W, s, s) -> (N, P)
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
        long side = (long)Math.Round(Math.Sqrt(places.shape[1]));
        return pool.call(places.transpose(1, 2).reshape(places.shape[0], places.shape[2], side, side)).MoveToOuterDisposeScope();
    }

    private Tensor Maps(Tensor input)
    {
        ImageShape.Check(input, config);
        using DisposeScope scope = NewDisposeScope();
        Tensor x = channelsLast ? ChannelsLast.Of(input) : input;
        foreach (ConvNorm part in stem)
        {
            x = part.Apply(x).relu_();                                                     // (N, C, S, S) -> (N, W, S/2, S/2)
        }

        x = functional.avg_pool2d(x, 2);                                                   // halves H and W
        foreach (ModuleList<Block> stage in stages)
        {
            foreach (Block block in stage)
            {
                x = block.call(x);                                                         // every stage after the first halves H and W
            }
        }

        return x.MoveToOuterDisposeScope();
    }

    void IConvolutional.Prepare(bool fold, bool channelsLast)
    {
        this.channelsLast |= channelsLast;
        Array.ForEach(stem, part => part.Prepare(fold, channelsLast));
        foreach (Block block in stages.SelectMany(stage => stage))
        {
            block.Prepare(fold, channelsLast);
        }
    }

    private static ConvNorm Part(int inputs, int outputs, int kernel, int stride, double epsilon) =>
        new(Conv2d(inputs, outputs, kernel, stride: stride, padding: kernel / 2, bias: false), BatchNorm2d(outputs, epsilon));

    private sealed class Block : NamedModule<Tensor, Tensor>
    {
        private readonly int stride;
        private readonly ConvNorm[] parts;
        private readonly ConvNorm? shortcut;

        public Block(int channels, int width, int stride, double epsilon)
            : base(nameof(Block))
        {
            this.stride = stride;
            parts = [Part(channels, width, 1, 1, epsilon), Part(width, width, 3, 1, epsilon), Part(width, 4 * width, 1, 1, epsilon)];
            for (int i = 0; i < parts.Length; i++)
            {
                parts[i].Register(this, $"conv{i + 1}", $"bn{i + 1}");
            }

            if (stride > 1 || channels != 4 * width)
            {
                (Conv2d conv, BatchNorm2d norm) = (Conv2d(channels, 4 * width, 1, bias: false), BatchNorm2d(4 * width, epsilon));
                shortcut = new ConvNorm(conv, norm);
                register_module("downsample", Sequential(("0", conv), ("1", norm)));
            }
        }

        public void Prepare(bool fold, bool channelsLast)
        {
            Array.ForEach(parts, part => part.Prepare(fold, channelsLast));
            shortcut?.Prepare(fold, channelsLast);
        }

        public override Tensor forward(Tensor input)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor x = parts[0].Apply(input).relu_();
            x = parts[1].Apply(x).relu_();
            x = parts[2].Apply(Shrink(x));
            return x.add_(shortcut is null ? input : shortcut.Apply(Shrink(input))).relu_().MoveToOuterDisposeScope();
        }

        private Tensor Shrink(Tensor x) => stride == 1 ? x : functional.avg_pool2d(x, stride);
    }

    /// <summary>One query, the mean of all places, attends to every place.</summary>
    private sealed class AttentionPool : NamedModule<Tensor, Tensor>
    {
        [ComponentName(Name = "positional_embedding")]
        private readonly Parameter positions;
        private readonly Linear key;
        private readonly Linear query;
        private readonly Linear value;
        private readonly Linear output;
        private readonly int heads;

        public AttentionPool(ClipResNetConfig config)
            : base(nameof(AttentionPool))
        {
            int width = config.PooledSize;
            long edge = config.ImageSize / 32;
            heads = config.Heads;
            positions = Parameter(zeros((edge * edge) + 1, width));
            (key, query, value, output) = (Linear(width, width), Linear(width, width), Linear(width, width), Linear(width, config.OutputSize));
            register_parameter("positional_embedding", positions);
            register_module("k_proj", key);
            register_module("q_proj", query);
            register_module("v_proj", value);
            register_module("c_proj", output);
        }

        public override Tensor forward(Tensor input)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor x = input.flatten(2).transpose(1, 2);                                   // (N, C, h, w) -> (N, hw, C)
            x = cat([x.mean([1], keepdim: true), x], 1) + positions;                       // (N, 1 + hw, C)
            Tensor asked = AttentionCore.SplitHeads(query.call(x.narrow(1, 0, 1)), heads); // (N, H, 1, D)
            Tensor context = AttentionCore.Attend(
                asked, AttentionCore.SplitHeads(key.call(x), heads), AttentionCore.SplitHeads(value.call(x), heads), null, 0, training);
            return output.call(AttentionCore.JoinHeads(context)).squeeze(1).MoveToOuterDisposeScope();   // (N, 1, C) -> (N, P)
        }
    }
}
