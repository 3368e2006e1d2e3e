using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MedClip.Models;

/// <summary>GLoRIA's attention of words to regions (Huang et al. 2021, section 3.3, https://github.com/marshuang80/gloria): where each word looks.</summary>
public static class LocalAttention
{
    /// <summary>Attends. The released code normalises over words first, scales, then over regions.</summary>
    /// <param name="words">Words (N, P, W).</param>
    /// <param name="regions">Regions (N, P, h, w).</param>
    /// <param name="temperature">Scale between the two softmaxes; 4 in the released code.</param>
    /// <returns>Each word's context (N, P, W) and its weights over regions (N, W, h, w); owned by the caller.</returns>
    public static (Tensor Context, Tensor Weights) Attend(Tensor words, Tensor regions, double temperature = 4)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(regions);
        using DisposeScope scope = NewDisposeScope();
        Tensor places = regions.flatten(2);                                                // (N, P, h, w) -> (N, P, R)
        Tensor scores = places.transpose(1, 2).matmul(words).softmax(2);                   // (N, R, W), over words
        Tensor weights = (scores.transpose(1, 2) * temperature).softmax(2);                // (N, W, R), over regions
        Tensor context = places.matmul(weights.transpose(1, 2));                           // (N, P, W)
        Tensor maps = weights.view(words.shape[0], words.shape[2], regions.shape[2], regions.shape[3]);
        return (context.MoveToOuterDisposeScope(), maps.MoveToOuterDisposeScope());
    }

    /// <summary>GLoRIA's local similarity of films and texts that belong together, pair by pair: log Σ exp(s · cosine(word, context)).</summary>
    /// <param name="words">Words (N, P, W), real ones only.</param>
    /// <param name="context">Contexts (N, P, W).</param>
    /// <param name="temperature">Scale s; 5 in the released code.</param>
    /// <returns>(N), owned by the caller.</returns>
    public static Tensor Similarity(Tensor words, Tensor context, double temperature = 5)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor cosine = functional.cosine_similarity(words, context, 1);                   // (N, P, W) -> (N, W)
        return (cosine * temperature).logsumexp(1).MoveToOuterDisposeScope();
    }
}
