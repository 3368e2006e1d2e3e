namespace MedClip.Data;

/// <summary>One bilinear warp with a table look-up; black outside the film.</summary>
internal static class AffineWarp
{
    private const int Bits = 16;
    private const int FractionBits = 8;

    /// <summary>Fills a square of the given size.</summary>
    /// <param name="film">8-bit film.</param>
    /// <param name="toFilm">Where in the film each place of the output comes from.</param>
    /// <param name="size">The side of the output.</param>
    /// <param name="levels">The value of each of the 256 levels.</param>
    /// <param name="destination">Receives size × size values.</param>
    public static void Apply(PixelImage film, AffineMatrix toFilm, int size, ReadOnlySpan<float> levels, Span<float> destination)
    {
        ReadOnlySpan<byte> pixels = film.Pixels8;
        int width = film.Width;
        int height = film.Height;
        long stepX = ToFixed(toFilm.A);
        long stepY = ToFixed(toFilm.D);
        for (int y = 0; y < size; y++)
        {
            // Pixel centres: the sample at .5 of the output lies between the film's pixel centres.
            (double startX, double startY) = toFilm.Apply(0.5, y + 0.5);
            long u = ToFixed(startX - 0.5);
            long v = ToFixed(startY - 0.5);
            Span<float> row = destination.Slice(y * size, size);
            for (int x = 0; x < size; x++, u += stepX, v += stepY)
            {
                row[x] = levels[Sample(pixels, width, height, u, v)];
            }
        }
    }

    private static byte Sample(ReadOnlySpan<byte> pixels, int width, int height, long u, long v)
    {
        long left = u >> Bits;
        long top = v >> Bits;
        int fx = (int)(u >> (Bits - FractionBits)) & 255;
        int fy = (int)(v >> (Bits - FractionBits)) & 255;
        int a, b, c, d;
        if ((ulong)left < (ulong)(width - 1) && (ulong)top < (ulong)(height - 1))
        {
            int at = ((int)top * width) + (int)left;
            ReadOnlySpan<byte> two = pixels.Slice(at, width + 2);
            a = two[0];
            b = two[1];
            c = two[width];
            d = two[width + 1];
        }
        else
        {
            a = At(left, top, pixels, width, height);
            b = At(left + 1, top, pixels, width, height);
            c = At(left, top + 1, pixels, width, height);
            d = At(left + 1, top + 1, pixels, width, height);
        }

        int upper = (a << FractionBits) + ((b - a) * fx);
        int lower = (c << FractionBits) + ((d - c) * fx);
        return (byte)(((upper << FractionBits) + ((lower - upper) * fy) + (1 << ((2 * FractionBits) - 1))) >> (2 * FractionBits));
    }

    private static int At(long x, long y, ReadOnlySpan<byte> pixels, int width, int height) =>
        (ulong)x < (ulong)width && (ulong)y < (ulong)height ? pixels[((int)y * width) + (int)x] : 0;

    private static long ToFixed(double value) => (long)Math.Floor((value * (1 << Bits)) + 0.5);
}
