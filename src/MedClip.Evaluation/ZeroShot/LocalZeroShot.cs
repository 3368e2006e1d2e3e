using MedClip.Data;
using MedClip.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Evaluation;

/// <summary>
/// GLoRIA's zero-shot classification (Huang et al. 2021, section 4.3): prompts are compared with films word by word and region by region. For a model with local features
/// and a BERT text tower.
/// </summary>
/// <param name="model">The model, in evaluation mode.</param>
/// <param name="tokenizer">Its tokenizer.</param>
/// <param name="prompts">The findings with their prompts; the positive ones count.</param>
/// <param name="maximumTokens">The most tokens of a prompt.</param>
public sealed class LocalZeroShot(MedClipModel model, WordPieceTokenizer tokenizer, PromptSet prompts, int maximumTokens = 77)
{
    /// <summary>Whether a model has what the protocol compares.</summary>
    /// <param name="model">A model.</param>
    public static bool Suits(MedClipModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Config is { LocalFeatures: true, Text: BertConfig };
    }

    /// <summary>Evaluates films.</summary>
    /// <param name="images">Loads the films in the order of <paramref name="labels"/>.</param>
    /// <param name="labels">Their labels.</param>
    /// <param name="policy">Which labels count; null for the defaults.</param>
    /// <param name="batchSize">Films encoded at once.</param>
    /// <param name="cancellation">Ends the work between batches.</param>
    /// <exception cref="InvalidInputException">The model has no local features, or no film could be read.</exception>
    public LocalZeroShotResult Evaluate(
        ImageLoader images, IReadOnlyList<FindingLabels> labels, GroundTruthPolicy? policy = null, int batchSize = 32, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(labels);
        if (!Suits(model))
        {
            throw new InvalidInputException("Local zero-shot classification compares words with regions: it needs a model with local features and a BERT text tower (medclip pretrain --objective gloria).");
        }

        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        string[] texts = [.. prompts.Items.SelectMany(item => item.Positive)];
        TokenBatch tokens = tokenizer.Encode(texts, Math.Min(maximumTokens, model.Text.Encoder.MaximumPositions));
        Tensor ids = tensor(tokens.InputIds, [tokens.Rows, tokens.Length], device: model.Device), mask = tensor(tokens.AttentionMask, [tokens.Rows, tokens.Length], device: model.Device);
        (Tensor words, int[] counts) = model.Text.EncodeWords(ids, mask, tokenizer);        // (M, P, W)
        Tensor sentences = model.EncodeTexts(ids, mask);                                    // (M, P)
        int[] real = [.. counts.Select(count => count - 2)];                                // without [CLS] and [SEP]
        var (global, local, scored) = (new List<double>(), new List<double>(), new List<FindingLabels>());
        foreach (ImageBatch batch in images.LoadAll(batchSize, cancellation))
        {
            using (batch)
            {
                if (batch.Count == 0)
                {
                    continue;
                }

                using DisposeScope inner = NewDisposeScope();
                (Tensor whole, Tensor regions) = model.Vision.EncodeRegions(tensor(batch.Data, batch.Shape, device: model.Device));
                global.AddRange(LocalSimilarity.Global(whole, sentences));
                local.AddRange(LocalSimilarity.Local(regions, words, real));
                scored.AddRange(batch.Rows.ToArray().Take(batch.Count).Select(row => labels[row]));
            }
        }

        return scored.Count == 0 ? throw new InvalidInputException("None of the films could be read.") : new LocalZeroShotResult(
            Result(global), Result(local), Result([.. global.Zip(local, (g, l) => (g + l) / 2)]));

        ZeroShotResult Result(List<double> similarities) => new ZeroShotProtocol(policy).Evaluate(
            prompts.Findings, LocalSimilarity.ClassScores(similarities, [.. prompts.Items.Select(item => item.Positive.Count)]), scored);
    }
}
