// Vision transformer: Dosovitskiy et al. 2020, https://arxiv.org/abs/2010.11929. Names and shapes are those of Hugging Face transformers
// (https://github.com/huggingface/transformers/blob/v4.24.0/src/transformers/models/vit/modeling_vit.py), weights e.g.
// https://huggingface.co/google/vit-base-patch16-224-in21k (its pooler is left out: the features are the normalised [CLS] state).
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MedClip.Models;

/// <summary>A vision transformer over films.</summary>
public sealed class Vit : NamedModule<Tensor, Tensor>, ISpatialEncoder
{
    private readonly VitConfig config;
    private readonly Embeddings embeddings;
    private readonly Encoder encoder;
    private readonly LayerNorm layernorm;

    /// <summary>Creates the network with libtorch's initial weights.</summary>
    /// <param name="config">Its sizes.</param>
    public Vit(VitConfig config)
        : base(nameof(Vit))
    {
        ArgumentNullException.ThrowIfNull(config);
        this.config = config;
        embeddings = new Embeddings(config);
        encoder = new Encoder(config);
        layernorm = LayerNorm(config.HiddenSize, config.NormEpsilon);
        register_module("embeddings", embeddings);
        register_module("encoder", encoder);
        register_module("layernorm", layernorm);
    }

    /// <inheritdoc/>
    public int Channels => config.Channels;

    /// <inheritdoc/>
    public int FeatureSize => config.HiddenSize;

    /// <inheritdoc/>
    public Tensor EncodeFeatures(Tensor pixels) => call(pixels);

    /// <summary>Encodes films.</summary>
    /// <param name="input">Normalised films (N, C, S, S), S as configured.</param>
    /// <returns>Features (N, F): the normalised last state of [CLS].</returns>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        return PoolPlaces(EncodePlaces(input)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public int LeadingTokens => 1;

    /// <inheritdoc/>
    /// <remarks>The input of the last layer: after it only [CLS] counts.</remarks>
    public Tensor EncodePlaces(Tensor pixels)
    {
        ImageShape.Check(pixels, config);
        using DisposeScope scope = NewDisposeScope();
        Tensor x = embeddings.call(pixels);                                                // (N, C, S, S) -> (N, 1 + patches, F)
        foreach (Layer layer in encoder.Layers.Take(config.Layers - 1))
        {
            x = layer.call(x);
        }

        return x.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public Tensor PoolPlaces(Tensor places)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = encoder.Layers[config.Layers - 1].call(places);
        return layernorm.Apply(x.select(1, 0)).MoveToOuterDisposeScope();                  // (N, L, F) -> (N, F)
    }

    private sealed class Embeddings : NamedModule<Tensor, Tensor>
    {
        [ComponentName(Name = "cls_token")]
        private readonly Parameter cls;

        [ComponentName(Name = "position_embeddings")]
        private readonly Parameter positions;

        private readonly PatchEmbeddings patches;
        private readonly double dropout;

        public Embeddings(VitConfig config)
            : base(nameof(Embeddings))
        {
            long count = config.ImageSize / config.PatchSize;
            cls = Parameter(zeros(1, 1, config.HiddenSize));
            positions = Parameter(zeros(1, (count * count) + 1, config.HiddenSize));
            patches = new PatchEmbeddings(config.Channels, config.HiddenSize, config.PatchSize);
            dropout = config.Dropout;
            register_parameter("cls_token", cls);
            register_parameter("position_embeddings", positions);
            register_module("patch_embeddings", patches);
        }

        public override Tensor forward(Tensor input)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor x = patches.Apply(input);                                               // (N, C, S, S) -> (N, patches, F)
            Tensor first = cls.expand(x.shape[0], 1, x.shape[2]).to(x.dtype);
            x = cat([first, x], 1) + positions;                                            // (N, 1 + patches, F)
            return functional.dropout(x, dropout, training).MoveToOuterDisposeScope();
        }
    }

    private sealed class Encoder : NamedModule
    {
        public Encoder(VitConfig config)
            : base(nameof(Encoder))
        {
            Layers = new ModuleList<Layer>([.. Enumerable.Range(0, config.Layers).Select(_ => new Layer(config))]);
            register_module("layer", Layers);
        }

        public ModuleList<Layer> Layers { get; }
    }

    private sealed class Layer : NamedModule<Tensor, Tensor>
    {
        private readonly LayerNorm before;
        private readonly LayerNorm after;
        private readonly Attention attention;
        private readonly Dense intermediate;
        private readonly Dense output;
        private readonly double dropout;

        public Layer(VitConfig config)
            : base(nameof(Layer))
        {
            before = LayerNorm(config.HiddenSize, config.NormEpsilon);
            after = LayerNorm(config.HiddenSize, config.NormEpsilon);
            attention = new Attention(config);
            intermediate = new Dense(config.HiddenSize, config.IntermediateSize);
            output = new Dense(config.IntermediateSize, config.HiddenSize);
            dropout = config.Dropout;
            register_module("attention", attention);
            register_module("intermediate", intermediate);
            register_module("output", output);
            register_module("layernorm_before", before);
            register_module("layernorm_after", after);
        }

        public override Tensor forward(Tensor input)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor x = input + attention.call(before.ForDense(input));
            Tensor hidden = functional.gelu(intermediate.Apply(after.ForDense(x)));           // (N, L, F) -> (N, L, 4F)
            return (x + functional.dropout(output.Apply(hidden), dropout, training)).MoveToOuterDisposeScope();
        }
    }

    private sealed class Attention : NamedModule<Tensor, Tensor>
    {
        private readonly SelfAttention attention;
        private readonly Dense output;
        private readonly double dropout;

        public Attention(VitConfig config)
            : base(nameof(Attention))
        {
            attention = new SelfAttention(config);
            output = new Dense(config.HiddenSize, config.HiddenSize);
            dropout = config.Dropout;
            register_module("attention", attention);
            register_module("output", output);
        }

        public override Tensor forward(Tensor input)
        {
            using DisposeScope scope = NewDisposeScope();
            return functional.dropout(output.Apply(attention.Attend(input)), dropout, training).MoveToOuterDisposeScope();
        }
    }

    private sealed class SelfAttention(VitConfig config) : QueryKeyValue(config.HiddenSize)
    {
        public Tensor Attend(Tensor x)
        {
            (Tensor query, Tensor key, Tensor value) = Split(x, config.Heads);             // (N, L, F) -> three of (N, H, L, D)
            return AttentionCore.JoinHeads(AttentionCore.Attend(query, key, value, null, config.Dropout, training));
        }
    }
}
