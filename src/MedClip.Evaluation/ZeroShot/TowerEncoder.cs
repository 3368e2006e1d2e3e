using MedClip.Data;
using MedClip.Models;
using MedClip.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Evaluation;

/// <summary>Encodes films and texts by two towers, batch by batch, into ordinary arrays; no tensor outlives a batch.</summary>
internal sealed class TowerEncoder(IContrastiveTowers towers, ITextTokenizer tokenizer, int batchSize, int maxTextLength, TextBatching batching = TextBatching.Exact)
{
    /// <summary>The place and the embedding of each film that could be read, in order.</summary>
    public IEnumerable<(int Place, float[] Embedding)> EncodeImages(ImageLoader images, CancellationToken cancellation)
    {
        foreach (ImageBatch batch in images.LoadAll(batchSize, cancellation))
        {
            using (batch)
            {
                if (batch.Count == 0)
                {
                    continue;
                }

                float[][] embeddings = EncodeBatch(batch);
                for (int i = 0; i < embeddings.Length; i++)
                {
                    yield return (batch.Rows[i], embeddings[i]);
                }
            }
        }
    }

    /// <summary>The embedding of each text, in order.</summary>
    public IReadOnlyList<float[]> EncodeTexts(IReadOnlyList<string> texts, CancellationToken cancellation)
    {
        var all = new float[texts.Count][];
        foreach ((int[] places, TokenBatch tokens) in TextBatches.Of(tokenizer, texts, maxTextLength, batchSize, batching))
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            using var still = no_grad();
            Tensor ids = tensor(tokens.InputIds, [tokens.Rows, tokens.Length], device: towers.LogScale.device);
            Tensor mask = tensor(tokens.AttentionMask, [tokens.Rows, tokens.Length], device: towers.LogScale.device);
            float[][] rows = Rows(towers.EncodeTexts(ids, mask, batching));
            for (int i = 0; i < places.Length; i++)
            {
                all[places[i]] = rows[i];
            }
        }

        return all;
    }

    /// <summary>1/τ.</summary>
    public float LogitScale()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        return towers.LogScale.exp().to(ScalarType.Float32).cpu().item<float>();
    }

    private float[][] EncodeBatch(ImageBatch batch)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        Tensor pixels = tensor(batch.Data, batch.Shape, device: towers.LogScale.device); // (N, C, H, W)
        return Rows(towers.EncodeImages(pixels));
    }

    // (N, P) -> N arrays of P.
    private static float[][] Rows(Tensor embeddings)
    {
        float[] numbers = embeddings.to(ScalarType.Float32).cpu().data<float>().ToArray();
        return [.. numbers.Chunk((int)embeddings.shape[1])];
    }
}
