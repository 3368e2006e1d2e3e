using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models;

/// <summary>Embeds texts with a model, in batches, as plain numbers.</summary>
public static class TextEmbedding
{
    /// <summary>Texts of one batch unless said otherwise.</summary>
    public const int BatchSize = 64;

    /// <summary>Embeds texts.</summary>
    /// <param name="model">The model; used in evaluation mode and left in the mode it was in.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="texts">Texts.</param>
    /// <param name="maxLength">The most tokens of a text; no more than the tower takes.</param>
    /// <param name="batching">In the order given and as the configuration pools, or by length with padding left out.</param>
    /// <param name="batchSize">The most texts of a batch.</param>
    /// <returns>Unit embeddings, row after row, in the texts' order.</returns>
    public static float[] Embed(
        MedClipModel model, ITextTokenizer tokenizer, IReadOnlyList<string> texts, int maxLength = 77, TextBatching batching = TextBatching.Exact, int batchSize = BatchSize)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(texts);
        int length = Math.Min(maxLength, model.Text.Encoder.MaximumPositions);
        bool training = model.training;
        var result = new float[texts.Count * model.ProjectionSize];
        model.eval();
        try
        {
            using IDisposable noGradient = no_grad();
            foreach ((int[] places, TokenBatch batch) in TextBatches.Of(tokenizer, texts, length, batchSize, batching))
            {
                using DisposeScope scope = NewDisposeScope();
                (Tensor ids, Tensor mask) = batch.ToTensors(model.Device);                 // (M, L)
                float[] rows = model.EncodeTexts(ids, mask, batching).to(ScalarType.Float32).cpu().data<float>().ToArray();
                for (int i = 0; i < places.Length; i++)
                {
                    rows.AsSpan(i * model.ProjectionSize, model.ProjectionSize).CopyTo(result.AsSpan(places[i] * model.ProjectionSize));
                }
            }
        }
        finally
        {
            model.train(training);
        }

        return result;
    }

    /// <summary>1/τ of a model.</summary>
    /// <param name="model">The model.</param>
    public static float Scale(MedClipModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        using DisposeScope temporaries = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor scale = model.LogitScale();
        return scale.to(ScalarType.Float32).cpu().item<float>();
    }
}
