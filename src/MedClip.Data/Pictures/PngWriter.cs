namespace MedClip.Data;

/// <summary>Writes grey pictures as PNG, which keeps every pixel.</summary>
public static class PngWriter
{
    /// <summary>Encodes a picture as an 8- or 16-bit grey PNG.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="compression">The effort of compression, 0 (none) to 9.</param>
    /// <returns>The bytes of the file.</returns>
    public static byte[] Encode(PixelImage image, int compression = 3)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfNegative(compression);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(compression, 9);
        return ImagingEngine.Current.EncodePng(image, compression);
    }

    /// <summary>Writes a picture file; a reader sees the old file or the whole new one.</summary>
    /// <param name="path">Where the file is to stand.</param>
    /// <param name="image">The picture.</param>
    public static void Write(string path, PixelImage image)
    {
        byte[] encoded = Encode(image);
        AtomicFile.Write(path, stream => stream.Write(encoded));
    }
}
