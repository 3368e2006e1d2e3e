using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models;

/// <summary>Embeds texts with a model, in batches, as plain numbers.</summary>
public static class TextEmbedding
{
    /// <summary>Texts of one batch.</summary>
    public const int BatchSize = 64;

    /// <summary>Embeds texts.</summary>
    /// <param name="model">The model; used in evaluation mode and left in the mode it was in.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="texts">Texts.</param>
    /// <param name="maxLength">The most tokens of a text; no more than the tower takes.</param>
    /// <param name="device">Where the model lies; the CPU when null.</param>
    /// <returns>Unit embeddings, row after row, in the texts' order.</returns>
    public static float[] Embed(MedClipModel model, ITextTokenizer tokenizer, IReadOnlyList<string> texts, int maxLength = 77, Device? device = null)
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
            for (int start = 0; start < texts.Count; start += BatchSize)
            {
                using DisposeScope scope = NewDisposeScope();
                string[] batch = [.. texts.Skip(start).Take(BatchSize)];
                (Tensor ids, Tensor mask) = tokenizer.Encode(batch, length).ToTensors(device);
                Tensor embeddings = model.EncodeTexts(ids, mask).to(ScalarType.Float32).cpu();
                embeddings.data<float>().ToArray().CopyTo(result, start * model.ProjectionSize);
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
        using IDisposable noGradient = no_grad();
        using Tensor scale = model.LogitScale();
        return scale.to(ScalarType.Float32).cpu().item<float>();
    }
}
