namespace MedClip.Data;

/// <summary>
/// The single operations of the released training transform, bit for bit as Pillow computes them on 8-bit grey (arithmetic observed
/// on Pillow 9.4 and 13.0). For parity; training itself warps once (<see cref="ImagePreprocessor.Augment"/>).
/// </summary>
public static class PillowOperations
{
    /// <summary>Left and right change places.</summary>
    /// <param name="image">8-bit picture.</param>
    public static PixelImage FlipHorizontal(PixelImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        byte[] flipped = image.Pixels8.ToArray();
        for (int y = 0; y < image.Height; y++)
        {
            flipped.AsSpan(y * image.Width, image.Width).Reverse();
        }

        return new PixelImage(image.Width, image.Height, 8, flipped);
    }

    /// <summary>Cuts a rectangle out; it must lie inside.</summary>
    /// <param name="image">8-bit picture.</param>
    /// <param name="left">The first column.</param>
    /// <param name="top">The first row.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rectangle leaves the picture.</exception>
    public static PixelImage Crop(PixelImage image, int left, int top, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfNegative(left);
        ArgumentOutOfRangeException.ThrowIfNegative(top);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, image.Width - left);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, image.Height - top);
        var cut = new byte[width * height];
        for (int y = 0; y < height; y++)
        {
            image.Pixels8.Slice(((top + y) * image.Width) + left, width).CopyTo(cut.AsSpan(y * width));
        }

        return new PixelImage(width, height, 8, cut);
    }

    /// <summary>Multiplies by a factor.</summary>
    /// <param name="image">8-bit picture.</param>
    /// <param name="factor">At least 0; 1 changes nothing.</param>
    public static PixelImage AdjustBrightness(PixelImage image, double factor) => Blend(image, 0, (float)factor);

    /// <summary>Multiplies the distance to the rounded mean by a factor.</summary>
    /// <param name="image">8-bit picture.</param>
    /// <param name="factor">At least 0; 1 changes nothing.</param>
    public static PixelImage AdjustContrast(PixelImage image, double factor)
    {
        ArgumentNullException.ThrowIfNull(image);
        long sum = 0;
        foreach (byte pixel in image.Pixels8)
        {
            sum += pixel;
        }

        return Blend(image, (int)((sum / (double)image.Pixels8.Length) + 0.5), (float)factor);
    }

    /// <summary>Turns, scales and shifts about the middle; black comes in from outside.</summary>
    /// <param name="image">8-bit picture.</param>
    /// <param name="degrees">The angle; positive turns clockwise on the screen.</param>
    /// <param name="shiftX">Whole pixels to the right.</param>
    /// <param name="shiftY">Whole pixels down.</param>
    /// <param name="scale">The magnification, above 0.</param>
    /// <param name="bilinear">Bilinear, else the nearest pixel (as the released transform).</param>
    public static PixelImage Affine(PixelImage image, double degrees, int shiftX, int shiftY, double scale, bool bilinear = false)
    {
        ArgumentNullException.ThrowIfNull(image);
        AffineMatrix matrix = PillowAffine.Matrix(image.Width, image.Height, degrees, shiftX, shiftY, scale);
        return PillowAffine.Transform(image, matrix, bilinear);
    }

    // Pillow's blend of a flat picture with this one, in float32, truncated.
    private static PixelImage Blend(PixelImage image, int flat, float factor)
    {
        ArgumentNullException.ThrowIfNull(image);
        Span<byte> levels = stackalloc byte[256];
        for (int level = 0; level < 256; level++)
        {
            float blended = flat + (factor * (level - flat));
            levels[level] = (byte)Math.Clamp(blended, 0, 255);
        }

        byte[] result = image.Pixels8.ToArray();
        foreach (ref byte pixel in result.AsSpan())
        {
            pixel = levels[pixel];
        }

        return new PixelImage(image.Width, image.Height, 8, result);
    }
}
