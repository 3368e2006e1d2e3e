using static TorchSharp.torch;

namespace MedClip.Models;

/// <summary>An image encoder whose features come from places of the film, so that a heat map can say which places they come from.</summary>
public interface ISpatialEncoder : IImageEncoder
{
    /// <summary>Tokens that stand before those of places, e.g. 1 for a class token.</summary>
    int LeadingTokens => 0;

    /// <summary>Whether values of places are never negative, as after a rectifier: 0 then means nothing. Others are held against the mean of the film's places.</summary>
    bool HasRectifiedPlaces => false;

    /// <summary>Encodes films up to the last layer that still has places.</summary>
    /// <param name="pixels">Normalised films (N, C, H, W).</param>
    /// <returns>Tokens (N, L, W): leading ones, then a square of places, row by row. The caller owns them.</returns>
    Tensor EncodePlaces(Tensor pixels);

    /// <summary>Goes on from there to the features: for all films, <c>PoolPlaces(EncodePlaces(x))</c> is <c>EncodeFeatures(x)</c>.</summary>
    /// <param name="places">Tokens (N, L, W).</param>
    /// <returns>Features (N, F); the caller owns them.</returns>
    Tensor PoolPlaces(Tensor places);
}
