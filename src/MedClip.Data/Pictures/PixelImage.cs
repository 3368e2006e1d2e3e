using System.Runtime.InteropServices;

namespace MedClip.Data;

/// <summary>A grey picture in memory: rows from top to bottom, without gaps, 8 or 16 bits a pixel, 0 = black. Treated as immutable.</summary>
public sealed class PixelImage
{
    private readonly byte[] bytes;
    private readonly int length;

    /// <summary>Wraps pixels; the array belongs to the picture from here on.</summary>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="bitDepth">8 or 16 (then two bytes a pixel, in the machine's byte order).</param>
    /// <param name="bytes">Exactly width × height × bitDepth / 8 bytes.</param>
    /// <exception cref="ArgumentException">The sizes do not fit each other.</exception>
    public PixelImage(int width, int height, int bitDepth, byte[] bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentNullException.ThrowIfNull(bytes);
        if (bitDepth is not (8 or 16))
        {
            throw new ArgumentException($"A picture has 8 or 16 bits a pixel, not {bitDepth}.", nameof(bitDepth));
        }

        long needed = (long)width * height * (bitDepth / 8);
        if (bytes.Length != needed)
        {
            throw new ArgumentException($"{width} x {height} pixels of {bitDepth} bits take {needed} bytes, not {bytes.Length}.", nameof(bytes));
        }

        Width = width;
        Height = height;
        BitDepth = bitDepth;
        this.bytes = bytes;
        length = bytes.Length;
    }

    // Over a buffer that is longer than the picture.
    internal PixelImage(PictureInfo info, int width, int height, byte[] buffer)
    {
        (Width, Height, BitDepth, bytes) = (width, height, info.GreyDepth, buffer);
        length = checked(width * height * (info.GreyDepth / 8));
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Bits a pixel: 8 or 16.</summary>
    public int BitDepth { get; }

    /// <summary>How the pixels of a DICOM film came about; null for other pictures.</summary>
    public PixelProvenance? Provenance { get; init; }

    /// <summary>The bytes as stored.</summary>
    public ReadOnlySpan<byte> Bytes => bytes.AsSpan(0, length);

    /// <summary>The pixels of an 8-bit picture, 0…255.</summary>
    /// <exception cref="InvalidOperationException">The picture has 16 bits.</exception>
    public ReadOnlySpan<byte> Pixels8 =>
        BitDepth == 8 ? Bytes : throw new InvalidOperationException("This picture has 16 bits a pixel; scale or clip it first.");

    /// <summary>The pixels of a 16-bit picture, 0…65535.</summary>
    /// <exception cref="InvalidOperationException">The picture has 8 bits.</exception>
    public ReadOnlySpan<ushort> Pixels16 =>
        BitDepth == 16 ? MemoryMarshal.Cast<byte, ushort>(Bytes) : throw new InvalidOperationException("This picture has 8 bits a pixel.");

    /// <summary>The same pixels with another provenance.</summary>
    internal PixelImage With(PixelProvenance provenance) => new(Width, Height, BitDepth, length == bytes.Length ? bytes : Bytes.ToArray()) { Provenance = provenance };

    /// <summary>The same pixels in an array of their own.</summary>
    internal PixelImage Copy() => new(Width, Height, BitDepth, Bytes.ToArray()) { Provenance = Provenance };

    /// <summary>
    /// Eight bits with the film's own range kept: the range is the smallest power of two that holds the brightest pixel
    /// (8 bits at least), so a 12-bit film in a 16-bit file uses all 256 levels. An 8-bit picture is returned as it is.
    /// </summary>
    public PixelImage ScaleTo8Bits()
    {
        if (BitDepth == 8)
        {
            return this;
        }

        ReadOnlySpan<ushort> source = Pixels16;
        uint brightest = 0;
        foreach (ushort pixel in source)
        {
            brightest = Math.Max(brightest, pixel);
        }

        int bits = Math.Max(8, 32 - System.Numerics.BitOperations.LeadingZeroCount(brightest));
        uint top = (1u << bits) - 1;
        var scaled = new byte[source.Length];
        for (int i = 0; i < scaled.Length; i++)
        {
            scaled[i] = (byte)(((source[i] * 255u) + (top / 2)) / top);
        }

        return new PixelImage(Width, Height, 8, scaled) { Provenance = Provenance?.Then("display", $"0…{top} to 8 bits") };
    }

    /// <summary>Eight bits as the released code makes them: values above 255 become white. A 12-bit film is nearly lost by it.</summary>
    public PixelImage ClipTo8Bits()
    {
        if (BitDepth == 8)
        {
            return this;
        }

        ReadOnlySpan<ushort> source = Pixels16;
        var clipped = new byte[source.Length];
        for (int i = 0; i < clipped.Length; i++)
        {
            clipped[i] = (byte)Math.Min(source[i], (ushort)255);
        }

        return new PixelImage(Width, Height, 8, clipped) { Provenance = Provenance?.Then("display", "values above 255 made 255") };
    }
}
