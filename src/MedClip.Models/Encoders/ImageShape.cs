using static TorchSharp.torch;

namespace MedClip.Models;

/// <summary>Checks films against what a tower with fixed positions takes.</summary>
internal static class ImageShape
{
    public static void Check(Tensor pixels, VisionConfig config)
    {
        long[] shape = pixels.shape;
        if (shape.Length != 4 || shape[1] != config.Channels || shape[2] != config.ImageSize || shape[3] != config.ImageSize)
        {
            throw new ArgumentException(
                $"The films are ({string.Join(", ", shape)}); this tower takes (N, {config.Channels}, {config.ImageSize}, {config.ImageSize}).", nameof(pixels));
        }
    }
}
