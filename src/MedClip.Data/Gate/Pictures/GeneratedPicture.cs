namespace MedClip.Data;

/// <summary>Pictures that are no films, of many kinds: noise, textures, gradients, shapes, pages of text, scenes.</summary>
internal static class GeneratedPicture
{
    /// <summary>The side of the pictures.</summary>
    public const int Side = FilmThumbnail.WorkingSide;

    private static readonly Action<Span<double>, SplitMix64>[] Kinds =
    [
        NoisePictures.White, NoisePictures.Smooth, NoisePictures.OneOverF, NoisePictures.Speckle, TexturePictures.Waves, TexturePictures.Checkers, TexturePictures.Stripes, TexturePictures.Clouds,
        ShapePictures.Gradient, ShapePictures.Discs, ShapePictures.Boxes, ShapePictures.Blobs, ShapePictures.Lines, PagePictures.Text, PagePictures.Columns, PagePictures.Screen, ShapePictures.Scene,
    ];

    /// <summary>The number of kinds.</summary>
    public static int KindCount => Kinds.Length;

    /// <summary>A picture of a kind.</summary>
    /// <param name="kind">0 … <see cref="KindCount"/> − 1.</param>
    /// <param name="random">Draws its parameters.</param>
    /// <returns>64 × 64 grey levels.</returns>
    public static byte[] Draw(int kind, SplitMix64 random)
    {
        Span<double> canvas = new double[Side * Side];
        Kinds[kind](canvas, random);
        double contrast = random.NextDouble(0.4, 1) * (random.NextDouble() < 0.5 ? 1 : -1), middle = random.NextDouble(0.35, 0.65);
        var pixels = new byte[canvas.Length];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)Math.Clamp((((canvas[i] - 0.5) * contrast) + middle) * 255, 0, 255);
        }

        return pixels;
    }
}
