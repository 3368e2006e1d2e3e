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

/// <summary>Towers whose image embedding can be had before it is normalised, as a supervised head takes it.</summary>
public interface IFeatureTowers : IContrastiveTowers
{
    /// <summary>Encodes images without normalising.</summary>
    /// <param name="pixels">(N, C, H, W).</param>
    /// <returns>Embeddings, (N, P); divided by their lengths they are those of <see cref="IContrastiveTowers.EncodeImages"/>.</returns>
    Tensor EncodeFeatures(Tensor pixels);
}

/// <summary>Towers that embed regions of images and words of texts too, as GLoRIA compares them.</summary>
public interface ILocalTowers : IContrastiveTowers
{
    /// <summary>Encodes images as wholes and by regions.</summary>
    /// <param name="pixels">(N, C, H, W).</param>
    /// <returns>Unit embeddings (N, P), and regions (N, P, h, w), not normalised.</returns>
    (Tensor Global, Tensor Regions) EncodeRegions(Tensor pixels);

    /// <summary>Encodes texts as wholes and by words.</summary>
    /// <param name="tokenIds">(U, L), int64.</param>
    /// <param name="attentionMask">(U, L), int64.</param>
    /// <returns>Unit embeddings (U, P), words (U, P, L) padded with zeros and not normalised, and how many words each text has.</returns>
    (Tensor Global, Tensor Words, int[] Counts) EncodeWords(Tensor tokenIds, Tensor attentionMask);
}
