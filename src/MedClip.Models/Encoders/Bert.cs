// BERT: Devlin et al. 2018, https://arxiv.org/abs/1810.04805. Names and shapes are those of Hugging Face transformers
// (https://github.com/huggingface/transformers/blob/v4.24.0/src/transformers/models/bert/modeling_bert.py), so that its weights load
// unchanged, e.g. Bio_ClinicalBERT (https://huggingface.co/emilyalsentzer/Bio_ClinicalBERT).
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MedClip.Models;

/// <summary>A BERT encoder over reports, pooled as its configuration says.</summary>
public sealed class Bert : NamedModule<Tensor, Tensor, Tensor>, ITextEncoder
{
    private readonly BertConfig config;
    private readonly Embeddings embeddings;
    private readonly Encoder encoder;
    private readonly Dense? pooler;

    /// <summary>Creates the network with libtorch's initial weights.</summary>
    /// <param name="config">Its sizes and pooling.</param>
    public Bert(BertConfig config)
        : base(nameof(Bert))
    {
        ArgumentNullException.ThrowIfNull(config);
        this.config = config;
        embeddings = new Embeddings(config);
        encoder = new Encoder(config);
        register_module("embeddings", embeddings);
        register_module("encoder", encoder);
        if (config.HasPooler)
        {
            pooler = new Dense(config.HiddenSize, config.HiddenSize);
            register_module("pooler", pooler);
        }
    }

    /// <inheritdoc/>
    public int MaximumPositions => config.MaximumPositions;

    /// <inheritdoc/>
    public int FeatureSize => config.HiddenSize;

    /// <inheritdoc/>
    public Tensor EncodeFeatures(Tensor ids, Tensor mask) => call(ids, mask);

    /// <inheritdoc/>
    public Tensor EncodeMaskedFeatures(Tensor ids, Tensor mask)
    {
        using DisposeScope scope = NewDisposeScope();
        TextPooling pooling = config.Pooling == TextPooling.Reference ? TextPooling.Masked : config.Pooling;
        return Pool(HiddenStates(ids, mask), mask, pooling).MoveToOuterDisposeScope();
    }

    /// <summary>Encodes texts.</summary>
    /// <param name="input1">Token ids (M, L), int64.</param>
    /// <param name="input2">Attention mask (M, L), int64.</param>
    /// <returns>Pooled features (M, C).</returns>
    public override Tensor forward(Tensor input1, Tensor input2)
    {
        using DisposeScope scope = NewDisposeScope();
        IReadOnlyList<Tensor> states = HiddenStates(input1, input2);
        return Pool(states, input2).MoveToOuterDisposeScope();
    }

    /// <summary>All states: the embeddings, then the output of every layer.</summary>
    /// <param name="ids">Token ids (M, L), int64.</param>
    /// <param name="mask">Attention mask (M, L), int64.</param>
    /// <returns>Layers + 1 tensors (M, L, C), owned by the caller.</returns>
    public IReadOnlyList<Tensor> HiddenStates(Tensor ids, Tensor mask)
    {
        if (ids.shape[1] > config.MaximumPositions)
        {
            throw new ArgumentException($"The texts have {ids.shape[1]} tokens; this tower takes {config.MaximumPositions}.", nameof(ids));
        }

        using DisposeScope scope = NewDisposeScope();
        return [.. States(embeddings.call(ids), mask).Select(state => state.MoveToOuterDisposeScope())];
    }

    /// <summary>The embeddings of tokens alone, without their places: what a learned prompt's vectors stand among.</summary>
    /// <param name="ids">Token ids (M, L), int64.</param>
    /// <returns>(M, L, C); owned by the caller.</returns>
    public Tensor EmbedTokens(Tensor ids) => embeddings.Words(ids);

    /// <summary>Encodes embeddings of tokens, as <see cref="EmbedTokens"/> gives them or as they were learned; padding does not matter.</summary>
    /// <param name="tokens">(M, L, C).</param>
    /// <param name="mask">Attention mask (M, L), int64.</param>
    /// <returns>Pooled features (M, C), which carry the gradient of the tokens; owned by the caller.</returns>
    /// <exception cref="ArgumentException">There are more tokens than the tower takes.</exception>
    public Tensor EncodeTokens(Tensor tokens, Tensor mask)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(mask);
        if (tokens.shape[1] > config.MaximumPositions)
        {
            throw new ArgumentException($"The texts have {tokens.shape[1]} tokens; this tower takes {config.MaximumPositions}.", nameof(tokens));
        }

        using DisposeScope scope = NewDisposeScope();
        TextPooling pooling = config.Pooling == TextPooling.Reference ? TextPooling.Masked : config.Pooling;
        return Pool(States(embeddings.Place(tokens), mask), mask, pooling).MoveToOuterDisposeScope();
    }

    private List<Tensor> States(Tensor first, Tensor mask)
    {
        var states = new List<Tensor>(config.Layers + 1) { first };
        Tensor bias = (1 - mask.to(states[0].dtype)).view(mask.shape[0], 1, 1, mask.shape[1]) * AttentionCore.Nothing(states[0].dtype);   // (M, 1, 1, L)
        foreach (Layer layer in encoder.Layers)
        {
            states.Add(layer.call(states[^1], bias));
        }

        return states;
    }

    private Tensor Pool(IReadOnlyList<Tensor> states, Tensor mask) => Pool(states, mask, config.Pooling);

    /// <summary>Makes one vector of a text's states.</summary>
    internal Tensor Pool(IReadOnlyList<Tensor> states, Tensor mask, TextPooling pooling)
    {
        Tensor last = states[^1];
        switch (pooling)
        {
            case TextPooling.Cls:
                return last.select(1, 0);                                                  // (M, L, C) -> (M, C)
            case TextPooling.Pooler:
                return pooler!.Apply(last.select(1, 0)).tanh();
            case TextPooling.Reference:
                return ((states[1].mean([1]) + states[2].mean([1])) + last.mean([1])) / 3; // (M, L, C) -> (M, C)
            case TextPooling.LastMean:
                return Mean(last, mask);
            case TextPooling.LastMaximum:
                return (last + ((1 - mask.to(last.dtype)).unsqueeze(2) * AttentionCore.Nothing(last.dtype))).amax([1]);   // (M, L, C) -> (M, C)
            case TextPooling.LastToken:
                Tensor ends = (mask.sum(1) - 1).view(-1, 1, 1).expand(last.shape[0], 1, last.shape[2]);
                return last.gather(1, ends).squeeze(1);                                    // (M, L, C) -> (M, C)
            case TextPooling.LastFourSum:
                Tensor four = states[^1] + states[^2] + states[^3] + states[^4];
                return (four * mask.to(four.dtype).unsqueeze(2)).sum(1) / mask.shape[1];   // (M, L, C) -> (M, C)
            default:
                return Mean((states[1] + states[2] + last) / 3, mask);
        }
    }

    private static Tensor Mean(Tensor states, Tensor mask)
    {
        Tensor weights = mask.to(states.dtype).unsqueeze(2);                               // (M, L) -> (M, L, 1)
        return (states * weights).sum(1) / weights.sum(1);                                 // (M, L, C) -> (M, C)
    }

    private sealed class Embeddings : NamedModule<Tensor, Tensor>
    {
        private readonly Embedding words;
        private readonly Embedding positions;
        private readonly Embedding segments;
        private readonly LayerNorm norm;
        private readonly double dropout;

        public Embeddings(BertConfig config)
            : base(nameof(Embeddings))
        {
            words = Embedding(config.VocabularySize, config.HiddenSize, padding_idx: 0);
            positions = Embedding(config.MaximumPositions, config.HiddenSize);
            segments = Embedding(config.SegmentKinds, config.HiddenSize);
            norm = LayerNorm(config.HiddenSize, config.NormEpsilon);
            dropout = config.Dropout;
            register_module("word_embeddings", words);
            register_module("position_embeddings", positions);
            register_module("token_type_embeddings", segments);
            register_module("LayerNorm", norm);
        }

        public Tensor Words(Tensor ids) => words.call(ids);                                 // (M, L) -> (M, L, C)

        public override Tensor forward(Tensor input)
        {
            using DisposeScope scope = NewDisposeScope();
            return Place(Words(input)).MoveToOuterDisposeScope();
        }

        public Tensor Place(Tensor tokens)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor x = tokens
                + segments.weight!.narrow(0, 0, 1)                                          // every token is of the first segment
                + positions.weight!.narrow(0, 0, tokens.shape[1]);
            return functional.dropout(norm.Apply(x), dropout, training).MoveToOuterDisposeScope();
        }
    }

    private sealed class Encoder : NamedModule
    {
        public Encoder(BertConfig config)
            : base(nameof(Encoder))
        {
            Layers = new ModuleList<Layer>([.. Enumerable.Range(0, config.Layers).Select(_ => new Layer(config))]);
            register_module("layer", Layers);
        }

        public ModuleList<Layer> Layers { get; }
    }

    private sealed class Layer : NamedModule<Tensor, Tensor, Tensor>
    {
        private readonly Attention attention;
        private readonly Dense intermediate;
        private readonly ResidualOutput output;

        public Layer(BertConfig config)
            : base(nameof(Layer))
        {
            attention = new Attention(config);
            intermediate = new Dense(config.HiddenSize, config.IntermediateSize);
            output = new ResidualOutput(config.IntermediateSize, config);
            register_module("attention", attention);
            register_module("intermediate", intermediate);
            register_module("output", output);
        }

        public override Tensor forward(Tensor input1, Tensor input2)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor attended = attention.call(input1, input2);
            Tensor hidden = functional.gelu(intermediate.Apply(attended));                 // (M, L, C) -> (M, L, 4C)
            return output.call(hidden, attended).MoveToOuterDisposeScope();                // (M, L, 4C) -> (M, L, C)
        }
    }

    private sealed class Attention : NamedModule<Tensor, Tensor, Tensor>
    {
        private readonly QueryKeyValue projections;
        private readonly ResidualOutput output;
        private readonly int heads;
        private readonly double dropout;

        public Attention(BertConfig config)
            : base(nameof(Attention))
        {
            heads = config.Heads;
            dropout = config.Dropout;
            projections = new QueryKeyValue(config.HiddenSize);
            output = new ResidualOutput(config.HiddenSize, config);
            register_module("self", projections);
            register_module("output", output);
        }

        public override Tensor forward(Tensor input1, Tensor input2)
        {
            using DisposeScope scope = NewDisposeScope();
            (Tensor query, Tensor key, Tensor value) = projections.Split(input1, heads);   // (M, L, C) -> three of (M, H, L, D)
            Tensor context = AttentionCore.Attend(query, key, value, input2, dropout, training);
            return output.call(AttentionCore.JoinHeads(context), input1).MoveToOuterDisposeScope();
        }
    }

    /// <summary>LayerNorm(x + dropout(dense(hidden))).</summary>
    private sealed class ResidualOutput : NamedModule<Tensor, Tensor, Tensor>
    {
        private readonly Linear dense;
        private readonly LayerNorm norm;
        private readonly double dropout;

        public ResidualOutput(int inputs, BertConfig config)
            : base(nameof(ResidualOutput))
        {
            dense = Linear(inputs, config.HiddenSize);
            norm = LayerNorm(config.HiddenSize, config.NormEpsilon);
            dropout = config.Dropout;
            register_module("dense", dense);
            register_module("LayerNorm", norm);
        }

        public override Tensor forward(Tensor input1, Tensor input2)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor x = functional.dropout(dense.call(input1), dropout, training);
            return norm.Apply(x + input2).MoveToOuterDisposeScope();
        }
    }
}
