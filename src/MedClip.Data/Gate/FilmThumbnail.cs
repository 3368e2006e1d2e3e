namespace MedClip.Data;

/// <summary>A picture as <see cref="FilmGate"/> looks at it: the whole picture, without even borders, stretched to a small square.</summary>
public static class FilmThumbnail
{
    /// <summary>The side of <see cref="Working"/> pictures, from which thumbnails and their variations are made.</summary>
    internal const int WorkingSide = 64;

    /// <summary>The longer side that a picture needs at least, so that decoding a large JPEG at a reduced size loses nothing to see.</summary>
    public const int LeastDecodedSide = 96;

    private const int EvenLevels = 6, TrimmedAtMost = WorkingSide / 4;

    /// <summary>The thumbnail of a picture.</summary>
    /// <param name="picture">A decoded picture, 8 or 16 bits.</param>
    /// <returns>32 × 32 grey levels, row by row.</returns>
    public static byte[] Of(PixelImage picture) => Of(Working(picture));

    /// <summary>The picture as small as thumbnails need it, so that many fit in memory; its thumbnail is the same.</summary>
    internal static PixelImage Reduced(PixelImage picture) => new(WorkingSide, WorkingSide, 8, Working(picture));

    /// <summary>The thumbnail of a picture that <see cref="Working"/> made.</summary>
    internal static byte[] Of(byte[] working)
    {
        (int left, int top, int right, int bottom) = Trimmed(working);
        var thumbnail = new byte[FilmGate.Side * FilmGate.Side];
        double stepX = (right - left) / (double)FilmGate.Side, stepY = (bottom - top) / (double)FilmGate.Side;
        Sample(working, (x, y) => (left + ((x + 0.5) * stepX), top + ((y + 0.5) * stepY)), stepX, stepY, thumbnail);
        return thumbnail;
    }

    /// <summary>The whole picture as 64 × 64 grey levels.</summary>
    internal static byte[] Working(PixelImage picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return Resampler.Resize(picture.ScaleTo8Bits(), WorkingSide, WorkingSide, ResampleFilter.Bilinear).Pixels8.ToArray();
    }

    /// <summary>Fills a thumbnail by the mean of four places around each of its pixels.</summary>
    /// <param name="working">64 × 64 grey levels.</param>
    /// <param name="place">Where the middle of a thumbnail's pixel lies in them.</param>
    /// <param name="stepX">Pixels between two columns.</param>
    /// <param name="stepY">Pixels between two rows.</param>
    /// <param name="thumbnail">Receives 32 × 32 grey levels.</param>
    internal static void Sample(byte[] working, Func<int, int, (double X, double Y)> place, double stepX, double stepY, Span<byte> thumbnail)
    {
        for (int y = 0; y < FilmGate.Side; y++)
        {
            for (int x = 0; x < FilmGate.Side; x++)
            {
                (double px, double py) = place(x, y);
                double sum = 0;
                for (int corner = 0; corner < 4; corner++)
                {
                    sum += At(working, px + (((corner & 1) - 0.5) * stepX / 2), py + (((corner >> 1) - 0.5) * stepY / 2));
                }

                thumbnail[(y * FilmGate.Side) + x] = (byte)((sum / 4) + 0.5);
            }
        }
    }

    // Between the four nearest pixels; outside is black.
    private static double At(byte[] working, double x, double y)
    {
        (x, y) = (x - 0.5, y - 0.5);
        int x0 = (int)Math.Floor(x), y0 = (int)Math.Floor(y);
        double fx = x - x0, fy = y - y0;
        return (((Pixel(x0, y0) * (1 - fx)) + (Pixel(x0 + 1, y0) * fx)) * (1 - fy)) + (((Pixel(x0, y0 + 1) * (1 - fx)) + (Pixel(x0 + 1, y0 + 1) * fx)) * fy);

        double Pixel(int column, int row) => column < -1 || row < -1 || column > WorkingSide || row > WorkingSide
            ? 0
            : working[(Math.Clamp(row, 0, WorkingSide - 1) * WorkingSide) + Math.Clamp(column, 0, WorkingSide - 1)];
    }

    private static (int Left, int Top, int Right, int Bottom) Trimmed(byte[] working)
    {
        int top = 0, bottom = WorkingSide, left = 0, right = WorkingSide;
        while (top < TrimmedAtMost && IsEven(working, top * WorkingSide, 1))
        {
            top++;
        }

        while (bottom > WorkingSide - TrimmedAtMost && IsEven(working, (bottom - 1) * WorkingSide, 1))
        {
            bottom--;
        }

        while (left < TrimmedAtMost && IsEven(working, left, WorkingSide))
        {
            left++;
        }

        while (right > WorkingSide - TrimmedAtMost && IsEven(working, right - 1, WorkingSide))
        {
            right--;
        }

        return (left, top, right, bottom);
    }

    private static bool IsEven(byte[] working, int start, int step)
    {
        byte low = 255, high = 0;
        for (int i = 0; i < WorkingSide; i++)
        {
            byte pixel = working[start + (i * step)];
            (low, high) = (Math.Min(low, pixel), Math.Max(high, pixel));
        }

        return high - low <= EvenLevels;
    }
}
