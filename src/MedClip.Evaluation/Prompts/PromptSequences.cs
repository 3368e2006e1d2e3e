using MedClip.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Evaluation;

/// <summary>Texts with room for learned vectors: [CLS], the vectors, the name of the finding, [SEP]. Its tensors belong to the dispose scope that it is made in.</summary>
internal sealed class PromptSequences
{
    private readonly MedClipModel model;
    private readonly Tensor begin, end, mask;

    public PromptSequences(MedClipModel model, WordPieceTokenizer tokenizer, FindingSet findings, int context)
    {
        this.model = model;
        var bert = (Bert)model.Text.Encoder;
        string[] names = [.. findings.Select(finding => finding.Name.ToLowerInvariant())];
        TokenBatch tokens = tokenizer.Encode(names, bert.MaximumPositions - context);
        using IDisposable still = no_grad();
        Tensor ids = tensor(tokens.InputIds, [tokens.Rows, tokens.Length], device: model.Device);
        Tensor real = tensor(tokens.AttentionMask, [tokens.Rows, tokens.Length], device: model.Device);
        Tensor embedded = bert.EmbedTokens(ids);                                            // (K, L, C)
        begin = embedded.narrow(1, 0, 1).detach();
        end = embedded.narrow(1, 1, tokens.Length - 1).detach();
        mask = cat([real.narrow(1, 0, 1), ones([names.Length, context], dtype: ScalarType.Int64, device: model.Device), real.narrow(1, 1, tokens.Length - 1)], 1);
        Width = embedded.shape[2];
        Count = names.Length;
    }

    /// <summary>The size C of a vector.</summary>
    public long Width { get; }

    /// <summary>The number of findings K.</summary>
    public int Count { get; }

    /// <summary>The unit embeddings of the findings under some vectors, which they carry the gradient of.</summary>
    /// <param name="context">(T, C).</param>
    /// <returns>(K, P); owned by the caller.</returns>
    public Tensor Encode(Tensor context)
    {
        using DisposeScope inner = NewDisposeScope();
        Tensor rows = cat([begin, context.unsqueeze(0).expand(Count, -1, -1), end], 1);     // (K, T + L, C)
        return nn.functional.normalize(model.Text.EncodeTokens(rows, mask), dim: 1).MoveToOuterDisposeScope();
    }
}
