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

    /// <summary>Scales a picture so that its longer side has the given length; the shorter keeps the ratio, at least 1.</summary>
    public static PixelImage Fit(PixelImage image, int longer, ResampleFilter filter, bool rowsFirst = false)
    {
        int side = Math.Max(image.Width, image.Height);
        int width = Math.Max(1, (int)Math.Round(image.Width * (double)longer / side));
        int height = Math.Max(1, (int)Math.Round(image.Height * (double)longer / side));
        return rowsFirst ? Resampler.ResizeRowsFirst(image, width, height, filter) : Resampler.Resize(image, width, height, filter);
    }
}
