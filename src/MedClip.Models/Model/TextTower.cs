using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MedClip.Models;

/// <summary>The text half of a dual encoder: an encoder and the projection into the shared space. Callable alone.</summary>
public sealed class TextTower : NamedModule<Tensor, Tensor, Tensor>
{
    private readonly ITextEncoder encoder;
    private readonly Module<Tensor, Tensor>? projection;

    /// <summary>Creates a tower over an encoder.</summary>
    /// <param name="encoder">A module that encodes texts; registered as <c>model</c>.</param>
    /// <param name="projectionSize">Size P of the shared space; an encoder that projects itself gets no projection.</param>
    /// <param name="bias">Whether the projection has a bias.</param>
    /// <param name="kind">The kind of projection.</param>
    /// <exception cref="ArgumentException">The encoder is no module.</exception>
    public TextTower(ITextEncoder encoder, int projectionSize, bool bias = false, ProjectionKind kind = ProjectionKind.Linear)
        : base(nameof(TextTower))
    {
        ArgumentNullException.ThrowIfNull(encoder);
        this.encoder = encoder;
        register_module("model", encoder as nn.Module ?? throw new ArgumentException("A text encoder must derive from nn.Module.", nameof(encoder)));
        projection = encoder.IsProjected ? null : ProjectionHeads.Create(kind, encoder.FeatureSize, projectionSize, bias);
        if (projection is not null)
        {
            register_module("projection_head", projection);
        }
    }

    /// <summary>The encoder.</summary>
    public ITextEncoder Encoder => encoder;

    /// <summary>Projects texts into the shared space, not normalised.</summary>
    /// <param name="input1">Token ids (M, L), int64.</param>
    /// <param name="input2">Attention mask (M, L), int64.</param>
    /// <returns>Embeddings (M, P).</returns>
    public override Tensor forward(Tensor input1, Tensor input2)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor features = encoder.EncodeFeatures(input1, input2);                          // (M, L) -> (M, F)
        return (projection is null ? features : projection.call(features)).MoveToOuterDisposeScope();   // (M, F) -> (M, P)
    }

    /// <summary>Projects texts into the shared space, not normalised, without the influence of padding (<see cref="TextBatching.Fast"/>).</summary>
    /// <param name="ids">Token ids (M, L), int64.</param>
    /// <param name="mask">Attention mask (M, L), int64.</param>
    /// <returns>Embeddings (M, P); owned by the caller.</returns>
    public Tensor EncodeMasked(Tensor ids, Tensor mask)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor features = encoder.EncodeMaskedFeatures(ids, mask);                         // (M, L) -> (M, F)
        return (projection is null ? features : projection.call(features)).MoveToOuterDisposeScope();   // (M, F) -> (M, P)
    }

    /// <summary>Projects embeddings of tokens into the shared space, not normalised: the way of learned prompts.</summary>
    /// <param name="tokens">Embeddings of tokens (M, L, C), as <see cref="Bert.EmbedTokens"/> gives them.</param>
    /// <param name="mask">Attention mask (M, L), int64.</param>
    /// <returns>Embeddings (M, P), which carry the gradient of the tokens; owned by the caller.</returns>
    /// <exception cref="InvalidOperationException">The text encoder is no BERT.</exception>
    public Tensor EncodeTokens(Tensor tokens, Tensor mask)
    {
        if (encoder is not Bert bert)
        {
            throw new InvalidOperationException("Prompts are learned through a BERT encoder only.");
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor features = bert.EncodeTokens(tokens, mask);                                 // (M, L, C) -> (M, F)
        return (projection is null ? features : projection.call(features)).MoveToOuterDisposeScope();   // (M, F) -> (M, P)
    }

    /// <summary>GLoRIA's word embeddings: the sum of the last four layers, word pieces added up to their words, each word at its first free place.</summary>
    /// <param name="ids">Token ids (M, L), int64.</param>
    /// <param name="mask">Attention mask (M, L), int64.</param>
    /// <param name="tokenizer">Says which pieces continue a word.</param>
    /// <returns>Words (M, P, L), padded with zeros, and the number of words of each text, [SEP] and [CLS] counted; owned by the caller.</returns>
    /// <exception cref="InvalidOperationException">The text encoder is no BERT of at least four layers.</exception>
    public (Tensor Words, int[] Counts) EncodeWords(Tensor ids, Tensor mask, WordPieceTokenizer tokenizer)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(tokenizer);
        if (encoder is not Bert bert)
        {
            throw new InvalidOperationException("Words are embedded by a BERT encoder only.");
        }

        using DisposeScope scope = NewDisposeScope();
        IReadOnlyList<Tensor> states = bert.HiddenStates(ids, mask);
        if (states.Count < 5)
        {
            throw new InvalidOperationException("Words are embedded by a BERT of at least four layers.");
        }

        Tensor four = states[^1] + states[^2] + states[^3] + states[^4];                   // (M, L, C)
        (float[] sums, int[] counts) = WordPieces.Sums(ids, mask, tokenizer);
        long length = ids.shape[1];
        Tensor which = tensor(sums, [ids.shape[0], length, length], device: four.device).to(four.dtype);   // (M, words, pieces)
        Tensor words = which.matmul(four);                                                 // (M, L, C), a word a row
        words = (projection is null ? words : projection.call(words)).transpose(1, 2);
        return (words.MoveToOuterDisposeScope(), counts);                                  // (M, P, L)
    }
}
