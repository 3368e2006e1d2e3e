using static TorchSharp.torch;

namespace MedClip.Models;

/// <summary>
/// An image tower before its projection. A module of your own that implements this (and derives from <c>nn.Module</c>) fits
/// <see cref="MedClipModel"/>.
/// </summary>
public interface IImageEncoder
{
    /// <summary>Channels that <see cref="EncodeFeatures"/> takes: 1 or 3.</summary>
    int Channels { get; }

    /// <summary>Size F of the features.</summary>
    int FeatureSize { get; }

    /// <summary>Whether the features lie in the shared space already, so that the tower adds no projection.</summary>
    bool IsProjected => false;

    /// <summary>Encodes films.</summary>
    /// <param name="pixels">Normalised films (N, C, H, W), floating point.</param>
    /// <returns>Pooled features (N, F); the caller owns them, everything between is released.</returns>
    Tensor EncodeFeatures(Tensor pixels);
}
