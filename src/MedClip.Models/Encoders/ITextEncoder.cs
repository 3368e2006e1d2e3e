using static TorchSharp.torch;

namespace MedClip.Models;

/// <summary>
/// A text tower before its projection. A module of your own that implements this (and derives from <c>nn.Module</c>) fits
/// <see cref="MedClipModel"/>.
/// </summary>
public interface ITextEncoder
{
    /// <summary>The most tokens of a text.</summary>
    int MaximumPositions { get; }

    /// <summary>Size F of the features.</summary>
    int FeatureSize { get; }

    /// <summary>Whether the features lie in the shared space already, so that the tower adds no projection.</summary>
    bool IsProjected => false;

    /// <summary>Encodes texts.</summary>
    /// <param name="ids">Token ids (M, L), int64.</param>
    /// <param name="mask">1 for a token and 0 for padding (M, L), int64.</param>
    /// <returns>Pooled features (M, F); the caller owns them, everything between is released.</returns>
    Tensor EncodeFeatures(Tensor ids, Tensor mask);

    /// <summary>
    /// The same, but so that a text's features do not depend on how far its batch was padded; what <see cref="TextBatching.Fast"/> calls. An encoder
    /// whose features never do needs nothing here.
    /// </summary>
    /// <param name="ids">Token ids (M, L), int64.</param>
    /// <param name="mask">1 for a token and 0 for padding (M, L), int64.</param>
    /// <returns>Pooled features (M, F); the caller owns them, everything between is released.</returns>
    Tensor EncodeMaskedFeatures(Tensor ids, Tensor mask) => EncodeFeatures(ids, mask);
}
