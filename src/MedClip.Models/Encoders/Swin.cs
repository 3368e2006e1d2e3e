// Swin transformer: Liu et al. 2021, https://arxiv.org/abs/2103.14030. Names, shapes and drop path are those of Hugging Face transformers 4.24
// (https://github.com/huggingface/transformers/blob/v4.24.0/src/transformers/models/swin/modeling_swin.py), weights e.g.
// https://huggingface.co/microsoft/swin-tiny-patch4-window7-224. Position indices and masks are recomputed and not part of the state.
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MedClip.Models;

/// <summary>A Swin transformer over films of one size.</summary>
public sealed class Swin : NamedModule<Tensor, Tensor>, ISpatialEncoder
{
    private readonly SwinConfig config;
    private readonly Embeddings embeddings;
    private readonly Encoder encoder;
    private readonly LayerNorm layernorm;

    /// <summary>Creates the network with libtorch's initial weights.</summary>
    /// <param name="config">Its sizes.</param>
    public Swin(SwinConfig config)
        : base(nameof(Swin))
    {
        ArgumentNullException.ThrowIfNull(config);
        this.config = config;
        embeddings = new Embeddings(config);
        encoder = new Encoder(config);
        layernorm = LayerNorm(config.FeatureSize, config.NormEpsilon);
        register_module("embeddings", embeddings);
        register_module("encoder", encoder);
        register_module("layernorm", layernorm);
    }

    /// <inheritdoc/>
    public int Channels => config.Channels;

    /// <inheritdoc/>
    public int FeatureSize => config.FeatureSize;

    /// <inheritdoc/>
    public Tensor EncodeFeatures(Tensor pixels) => call(pixels);

    /// <summary>Encodes films.</summary>
    /// <param name="input">Normalised films (N, C, S, S), S as configured.</param>
    /// <returns>Features (N, F): the mean of the last stage's normalised tokens.</returns>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        return LastHidden(input).mean([1]).MoveToOuterDisposeScope();                      // (N, L, F) -> (N, F)
    }

    /// <inheritdoc/>
    /// <remarks>The input of the last block: what it gives is mixed within windows.</remarks>
    public Tensor EncodePlaces(Tensor pixels)
    {
        ImageShape.Check(pixels, config);
        using DisposeScope scope = NewDisposeScope();
        Tensor x = embeddings.call(pixels);                                                // (N, C, S, S) -> (N, p², E)
        foreach (SwinStage stage in encoder.Stages.Take(config.Depths.Count - 1))
        {
            x = stage.call(x);
        }

        return encoder.Stages[config.Depths.Count - 1].BeforeLastBlock(x).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public Tensor PoolPlaces(Tensor places)
    {
        using DisposeScope scope = NewDisposeScope();
        return layernorm.Apply(encoder.Stages[config.Depths.Count - 1].LastBlock(places)).mean([1]).MoveToOuterDisposeScope();   // (N, L, F) -> (N, F)
    }

    /// <summary>The normalised tokens of the last stage.</summary>
    /// <param name="pixels">Normalised films (N, C, S, S), S as configured.</param>
    /// <returns>(N, L, F), owned by the caller.</returns>
    public Tensor LastHidden(Tensor pixels)
    {
        using DisposeScope scope = NewDisposeScope();
        IReadOnlyList<Tensor> states = HiddenStates(pixels);
        return layernorm.Apply(states[^1]).MoveToOuterDisposeScope();
    }

    /// <summary>The patch embeddings and the output of every stage, merged down, before the last norm.</summary>
    /// <param name="pixels">Normalised films (N, C, S, S), S as configured.</param>
    /// <returns>Stages + 1 tensors (N, tokens, width), owned by the caller.</returns>
    public IReadOnlyList<Tensor> HiddenStates(Tensor pixels)
    {
        ImageShape.Check(pixels, config);
        using DisposeScope scope = NewDisposeScope();
        var states = new List<Tensor> { embeddings.call(pixels) };                         // (N, C, S, S) -> (N, p², E)
        foreach (SwinStage stage in encoder.Stages)
        {
            states.Add(stage.call(states[^1]));                                            // (N, h·w, C) -> (N, h·w/4, 2C) but for the last
        }

        states.ForEach(state => state.MoveToOuterDisposeScope());
        return states;
    }

    private sealed class Embeddings : NamedModule<Tensor, Tensor>
    {
        private readonly PatchEmbeddings patches;
        private readonly LayerNorm norm;

        public Embeddings(SwinConfig config)
            : base(nameof(Embeddings))
        {
            patches = new PatchEmbeddings(config.Channels, config.EmbeddingSize, config.PatchSize);
            norm = LayerNorm(config.EmbeddingSize);
            register_module("patch_embeddings", patches);
            register_module("norm", norm);
        }

        public override Tensor forward(Tensor input)
        {
            using DisposeScope scope = NewDisposeScope();
            return norm.Apply(patches.Apply(input)).MoveToOuterDisposeScope();
        }
    }

    private sealed class Encoder : NamedModule
    {
        public Encoder(SwinConfig config)
            : base(nameof(Encoder))
        {
            var stages = new SwinStage[config.Depths.Count];
            int size = config.ImageSize / config.PatchSize;
            for (int i = 0; i < stages.Length; i++)
            {
                stages[i] = new SwinStage(config, i, size);
                size = (size + 1) / 2;
            }

            Stages = new ModuleList<SwinStage>(stages);
            register_module("layers", Stages);
        }

        public ModuleList<SwinStage> Stages { get; }
    }
}
