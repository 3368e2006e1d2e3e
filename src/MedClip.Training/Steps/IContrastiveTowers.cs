using MedClip.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>Two encoders into one space and their log-scale: what a training step needs of a model.</summary>
public interface IContrastiveTowers
{
    /// <summary>The module that holds both towers and the log-scale.</summary>
    nn.Module Module { get; }

    /// <summary>The logarithm of the logit scale, a scalar parameter.</summary>
    Parameter LogScale { get; }

    /// <summary>Encodes images.</summary>
    /// <param name="pixels">(N, C, H, W).</param>
    /// <returns>Unit embeddings, (N, P).</returns>
    Tensor EncodeImages(Tensor pixels);

    /// <summary>Encodes texts.</summary>
    /// <param name="tokenIds">(U, L), int64.</param>
    /// <param name="attentionMask">(U, L), int64; 1 for a token, 0 for padding.</param>
    /// <returns>Unit embeddings, (U, P).</returns>
    Tensor EncodeTexts(Tensor tokenIds, Tensor attentionMask);

    /// <summary>Encodes texts by a kind of batching; towers without padding's influence need nothing here.</summary>
    /// <param name="tokenIds">(U, L), int64.</param>
    /// <param name="attentionMask">(U, L), int64; 1 for a token, 0 for padding.</param>
    /// <param name="batching">Whether padding counts where the tower's pooling lets it.</param>
    /// <returns>Unit embeddings, (U, P).</returns>
    Tensor EncodeTexts(Tensor tokenIds, Tensor attentionMask, TextBatching batching) => EncodeTexts(tokenIds, attentionMask);
}
