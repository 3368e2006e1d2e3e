namespace MedClip.Data;

/// <summary>Pillow's affine transform, given torchvision's matrix.</summary>
internal static class PillowAffine
{
    private const int FractionBits = 16;

    /// <summary>torchvision's matrix from output to input about the middle, in its order of operations.</summary>
    public static AffineMatrix Matrix(int width, int height, double degrees, int shiftX, int shiftY, double scale)
    {
        (double sin, double cos) = Math.SinCos(degrees * (Math.PI / 180));
        double middleX = width * 0.5;
        double middleY = height * 0.5;
        double m0 = cos / scale;
        double m1 = sin / scale;
        double m3 = -sin / scale;
        double m4 = cos / scale;
        double m2 = (m0 * (-middleX - shiftX)) + (m1 * (-middleY - shiftY)) + middleX;
        double m5 = (m3 * (-middleX - shiftX)) + (m4 * (-middleY - shiftY)) + middleY;
        return new AffineMatrix(m0, m1, m2, m3, m4, m5);
    }

    public static PixelImage Transform(PixelImage image, AffineMatrix matrix, bool bilinear)
    {
        var target = new byte[image.Width * image.Height];
        if (bilinear)
        {
            Bilinear(image, matrix, target);
        }
        else if (matrix.B == 0 && matrix.D == 0)
        {
            Scale(image, matrix, target);
        }
        else
        {
            Nearest(image, matrix, target);
        }

        return new PixelImage(image.Width, image.Height, 8, target);
    }

    // Without a turn, positions are summed up in doubles, once for the columns and once for the rows.
    private static void Scale(PixelImage image, AffineMatrix matrix, Span<byte> target)
    {
        int[] columns = Positions(image.Width, matrix.C + (matrix.A * 0.5), matrix.A);
        int[] rows = Positions(image.Height, matrix.F + (matrix.E * 0.5), matrix.E);
        for (int y = 0; y < rows.Length; y++)
        {
            for (int x = 0; x < columns.Length; x++)
            {
                target[(y * columns.Length) + x] = At(image, columns[x], rows[y]);
            }
        }
    }

    private static int[] Positions(int count, double start, double step)
    {
        var positions = new int[count];
        for (int i = 0; i < count; i++)
        {
            positions[i] = start < 0 ? -1 : (int)start;
            start += step;
        }

        return positions;
    }

    // With a turn, positions are 16.16 fixed point.
    private static void Nearest(PixelImage image, AffineMatrix matrix, Span<byte> target)
    {
        int rowX = ToFixed(matrix.C + (matrix.A * 0.5) + (matrix.B * 0.5));
        int rowY = ToFixed(matrix.F + (matrix.D * 0.5) + (matrix.E * 0.5));
        (int stepX, int stepY) = (ToFixed(matrix.A), ToFixed(matrix.D));
        (int nextX, int nextY) = (ToFixed(matrix.B), ToFixed(matrix.E));
        for (int y = 0; y < image.Height; y++, rowX += nextX, rowY += nextY)
        {
            (int u, int v) = (rowX, rowY);
            for (int x = 0; x < image.Width; x++, u += stepX, v += stepY)
            {
                target[(y * image.Width) + x] = At(image, u >> FractionBits, v >> FractionBits);
            }
        }
    }

    // Black outside, the border repeated within half a pixel of it, the result truncated.
    private static void Bilinear(PixelImage image, AffineMatrix matrix, Span<byte> target)
    {
        (int width, int height) = (image.Width, image.Height);
        ReadOnlySpan<byte> pixels = image.Pixels8;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                (double u, double v) = matrix.Apply(x + 0.5, y + 0.5);
                if (u < 0 || u >= width || v < 0 || v >= height)
                {
                    continue;
                }

                u -= 0.5;
                v -= 0.5;
                (int left, int top) = ((int)Math.Floor(u), (int)Math.Floor(v));
                (double shareX, double shareY) = (u - left, v - top);
                double upper = Row(pixels, Math.Clamp(top, 0, height - 1), left, shareX, width);
                double lower = top + 1 < height ? Row(pixels, top + 1, left, shareX, width) : upper;
                target[(y * width) + x] = (byte)(upper + ((lower - upper) * shareY));
            }
        }
    }

    private static double Row(ReadOnlySpan<byte> pixels, int y, int left, double share, int width)
    {
        double a = pixels[(y * width) + Math.Clamp(left, 0, width - 1)];
        double b = pixels[(y * width) + Math.Clamp(left + 1, 0, width - 1)];
        return a + ((b - a) * share);
    }

    private static byte At(PixelImage image, int x, int y) =>
        (uint)x < (uint)image.Width && (uint)y < (uint)image.Height ? image.Pixels8[(y * image.Width) + x] : (byte)0;

    private static int ToFixed(double value) => (int)Math.Floor((value * (1 << FractionBits)) + 0.5);
}
