namespace MedClip.Data;

/// <summary>Turns the bytes of a picture file into grey pixels. Implementations may be used from several threads at once.</summary>
public interface IImageDecoder
{
    /// <summary>Decodes a picture.</summary>
    /// <param name="name">The name that errors carry, e.g. the path.</param>
    /// <param name="file">The bytes of the file.</param>
    /// <param name="leastSide">
    /// 0 for the full size; else a large JPEG may be decoded at 1/2, 1/4 or 1/8, as long as its longer side stays at least this long.
    /// </param>
    /// <returns>Grey pixels, 8 bits, or 16 for 16-bit grey. Colour becomes grey by Pillow's luma, alpha and EXIF turning are ignored.</returns>
    /// <exception cref="InvalidInputException">The picture is damaged, too large, or of a kind that is not read; the message says which.</exception>
    PixelImage Decode(string name, ReadOnlySpan<byte> file, int leastSide = 0);
}
