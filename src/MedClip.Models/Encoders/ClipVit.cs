// CLIP's vision transformer: Radford et al. 2021, https://arxiv.org/abs/2103.00020, section 2.4. Names are Hugging Face's, the misspelt
// pre_layrnorm included (weights e.g. https://huggingface.co/openai/clip-vit-base-patch32); open_clip's layout is mapped (WeightLayouts).
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MedClip.Models;

/// <summary>CLIP's image tower as a transformer: the features are the normalised last state of the class token.</summary>
public sealed class ClipVit : NamedModule<Tensor, Tensor>, ISpatialEncoder
{
    private readonly ClipVitConfig config;
    private readonly Embeddings embeddings;
    private readonly LayerNorm before;
    private readonly ClipTransformer encoder;
    private readonly LayerNorm after;

    /// <summary>Creates the network with libtorch's initial weights.</summary>
    /// <param name="config">Its sizes.</param>
    public ClipVit(ClipVitConfig config)
        : base(nameof(ClipVit))
    {
        ArgumentNullException.ThrowIfNull(config);
        this.config = config;
        embeddings = new Embeddings(config);
        before = LayerNorm(config.HiddenSize, config.NormEpsilon);
        encoder = new ClipTransformer(config.HiddenSize, config.Layers, config.Heads, config.IntermediateSize, config.NormEpsilon, config.QuickGelu);
        after = LayerNorm(config.HiddenSize, config.NormEpsilon);
        register_module("embeddings", embeddings);
        register_module("pre_layrnorm", before);
        register_module("encoder", encoder);
        register_module("post_layernorm", after);
    }

    /// <inheritdoc/>
    public int Channels => config.Channels;

    /// <inheritdoc/>
    public int FeatureSize => config.HiddenSize;

    /// <inheritdoc/>
    public Tensor EncodeFeatures(Tensor pixels) => call(pixels);

    /// <summary>Encodes films.</summary>
    /// <param name="input">Normalised films (N, C, S, S), S as configured.</param>
    /// <returns>Features (N, F).</returns>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        return PoolPlaces(EncodePlaces(input)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public int LeadingTokens => 1;

    /// <inheritdoc/>
    /// <remarks>The input of the last layer: after it only the class token counts.</remarks>
    public Tensor EncodePlaces(Tensor pixels)
    {
        ImageShape.Check(pixels, config);
        using DisposeScope scope = NewDisposeScope();
        Tensor x = before.Apply(embeddings.call(pixels));                                  // (N, C, S, S) -> (N, 1 + patches, F)
        using Tensor none = empty(0);
        return encoder.Apply(x, none, 0, config.Layers - 1).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public Tensor PoolPlaces(Tensor places)
    {
        using DisposeScope scope = NewDisposeScope();
        using Tensor none = empty(0);
        Tensor x = encoder.Apply(places, none, config.Layers - 1, 1);
        return after.Apply(x.select(1, 0)).MoveToOuterDisposeScope();   // (N, L, F) -> (N, F)
    }

    private sealed class Embeddings : NamedModule<Tensor, Tensor>
    {
        [ComponentName(Name = "class_embedding")]
        private readonly Parameter first;
        private readonly Conv2d patches;
        private readonly Embedding positions;

        public Embeddings(ClipVitConfig config)
            : base(nameof(Embeddings))
        {
            long edge = config.ImageSize / config.PatchSize;
            first = Parameter(zeros(config.HiddenSize));
            patches = Conv2d(config.Channels, config.HiddenSize, config.PatchSize, stride: config.PatchSize, bias: false);
            positions = Embedding((edge * edge) + 1, config.HiddenSize);
            register_parameter("class_embedding", first);
            register_module("patch_embedding", patches);
            register_module("position_embedding", positions);
        }

        public override Tensor forward(Tensor input)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor x = patches.call(input).flatten(2).transpose(1, 2);                     // (N, C, S, S) -> (N, F, p, p) -> (N, p², F)
            Tensor begin = first.to(x.dtype).expand(x.shape[0], 1, x.shape[2]);
            return (cat([begin, x], 1) + positions.weight!).MoveToOuterDisposeScope();       // (N, 1 + p², F)
        }
    }
}
