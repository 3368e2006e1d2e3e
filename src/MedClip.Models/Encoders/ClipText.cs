// CLIP's text transformer: Radford et al. 2021, https://arxiv.org/abs/2103.00020, section 2.4. Names are Hugging Face's.
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MedClip.Models;

/// <summary>
/// CLIP's text tower: each token sees those before it, the features are the normalised state at the end of text, which is the token with the
/// highest id. Padding comes after it, so that neither the mask nor the length of the batch matters.
/// </summary>
public sealed class ClipText : NamedModule<Tensor, Tensor, Tensor>, ITextEncoder
{
    private readonly ClipTextConfig config;
    private readonly Embeddings embeddings;
    private readonly ClipTransformer encoder;
    private readonly LayerNorm norm;

    [ComponentName(Name = "causal_mask")]
    private readonly Tensor causal;

    /// <summary>Creates the network with libtorch's initial weights.</summary>
    /// <param name="config">Its sizes.</param>
    public ClipText(ClipTextConfig config)
        : base(nameof(ClipText))
    {
        ArgumentNullException.ThrowIfNull(config);
        this.config = config;
        embeddings = new Embeddings(config);
        encoder = new ClipTransformer(config.HiddenSize, config.Layers, config.Heads, config.IntermediateSize, config.NormEpsilon, config.QuickGelu);
        norm = LayerNorm(config.HiddenSize, config.NormEpsilon);
        causal = tensor(Causal(config.MaximumPositions));
        register_module("embeddings", embeddings);
        register_module("encoder", encoder);
        register_module("final_layer_norm", norm);
        register_buffer("causal_mask", causal, persistent: false);
    }

    /// <inheritdoc/>
    public int MaximumPositions => config.MaximumPositions;

    /// <inheritdoc/>
    public int FeatureSize => config.HiddenSize;

    /// <inheritdoc/>
    public Tensor EncodeFeatures(Tensor ids, Tensor mask) => call(ids, mask);

    /// <summary>Encodes texts.</summary>
    /// <param name="input1">Token ids (M, L), int64.</param>
    /// <param name="input2">Attention mask; not needed, since attention is causal.</param>
    /// <returns>Features (M, F).</returns>
    public override Tensor forward(Tensor input1, Tensor input2)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor ends = input1.argmax(1).view(-1, 1, 1).expand(input1.shape[0], 1, config.HiddenSize);      // (M, 1, F)
        return LastHidden(input1).gather(1, ends).squeeze(1).MoveToOuterDisposeScope();    // (M, L, F) -> (M, F)
    }

    /// <summary>The normalised states of the last layer.</summary>
    /// <param name="ids">Token ids (M, L), int64.</param>
    /// <returns>(M, L, F), owned by the caller.</returns>
    public Tensor LastHidden(Tensor ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        long length = ids.shape[1];
        if (length > config.MaximumPositions)
        {
            throw new ArgumentException($"The texts have {length} tokens; this tower takes {config.MaximumPositions}.", nameof(ids));
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor x = embeddings.call(ids);                                                   // (M, L) -> (M, L, F)
        Tensor bias = causal.narrow(0, 0, length).narrow(1, 0, length).to(x.dtype).view(1, 1, length, length);
        return norm.Apply(encoder.Apply(x, bias)).MoveToOuterDisposeScope();
    }

    private static float[,] Causal(int length)
    {
        var mask = new float[length, length];
        for (int i = 0; i < length; i++)
        {
            for (int j = i + 1; j < length; j++)
            {
                mask[i, j] = -1e30f;   // its exponential is exactly 0, never a denormal
            }
        }

        return mask;
    }

    private sealed class Embeddings : NamedModule<Tensor, Tensor>
    {
        private readonly Embedding tokens;
        private readonly Embedding positions;

        public Embeddings(ClipTextConfig config)
            : base(nameof(Embeddings))
        {
            tokens = Embedding(config.VocabularySize, config.HiddenSize);
            positions = Embedding(config.MaximumPositions, config.HiddenSize);
            register_module("token_embedding", tokens);
            register_module("position_embedding", positions);
        }

        public override Tensor forward(Tensor input)
        {
            using DisposeScope scope = NewDisposeScope();
            return (tokens.call(input) + positions.weight!.narrow(0, 0, input.shape[1])).MoveToOuterDisposeScope();
        }
    }
}
