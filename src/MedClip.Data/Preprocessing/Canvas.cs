namespace MedClip.Data;

/// <summary>Black squares that pictures are pasted on.</summary>
internal static class Canvas
{
    /// <summary>Pads to a square of side max(least, width, height), the picture at ((side − w) / 2, (side − h) / 2), truncated.</summary>
    public static PixelImage Pad(PixelImage image, int least)
    {
        int side = Math.Max(least, Math.Max(image.Width, image.Height));
        if (side == image.Width && side == image.Height)
        {
            return image;
        }

        var square = new byte[side * side];
        ReadOnlySpan<byte> source = image.Pixels8;
        int left = (side - image.Width) / 2;
        int top = (side - image.Height) / 2;
        for (int y = 0; y < image.Height; y++)
        {
            source.Slice(y * image.Width, image.Width).CopyTo(square.AsSpan(((top + y) * side) + left));
        }

        return new PixelImage(side, side, 8, square);
    }

    /// <summary>The size of a picture whose longer side gets the given length; the shorter keeps the ratio, at least 1.</summary>
    public static (int Width, int Height) Fit(PixelImage image, int longer)
    {
        double ratio = longer / (double)Math.Max(image.Width, image.Height);
        return (Math.Max(1, (int)Math.Round(image.Width * ratio)), Math.Max(1, (int)Math.Round(image.Height * ratio)));
    }
}
