namespace MedClip.Data;

/// <summary>Colour frames to grey: palette or YBR to RGB (PS3.3 C.7.6.3.1.2), then Pillow's luma. Windows do not apply.</summary>
internal static class ColourChain
{
    public static PixelImage Render(DicomObject file, DicomPixelFormat format, PixelProvenance provenance, List<string> warnings)
    {
        byte[] rgb = ToRgb(file, format, warnings);
        var grey = new byte[file.Width * file.Height];
        for (int i = 0; i < grey.Length; i++)
        {
            ReadOnlySpan<byte> p = rgb.AsSpan(i * 3, 3);
            grey[i] = (byte)(((19595 * p[0]) + (38470 * p[1]) + (7471 * p[2]) + 32768) >> 16);
        }

        return new PixelImage(file.Width, file.Height, 8, grey) { Provenance = provenance.Then("colour", $"{format.Photometric} to RGB to grey (0.299, 0.587, 0.114)") };
    }

    /// <summary>Red, green and blue, a byte each.</summary>
    public static byte[] ToRgb(DicomObject file, DicomPixelFormat format, List<string> warnings)
    {
        var rgb = new byte[file.Width * file.Height * 3];
        int shift = Math.Max(0, format.BitsStored - 8);
        if (format.Photometric == "PALETTE COLOR")
        {
            Palette(file, rgb, warnings);
        }
        else if (format.Photometric == "RGB")
        {
            for (int i = 0; i < rgb.Length; i++)
            {
                rgb[i] = (byte)(file.Code(i) >> shift);
            }
        }
        else
        {
            for (int i = 0; i < rgb.Length; i += 3)
            {
                FromYbr(file.Code(i) >> shift, (file.Code(i + 1) >> shift) - 128, (file.Code(i + 2) >> shift) - 128, rgb.AsSpan(i, 3));
            }
        }

        return rgb;
    }

    private static void FromYbr(int y, int cb, int cr, Span<byte> rgb)
    {
        rgb[0] = Round(y + (1.402 * cr));
        rgb[1] = Round(y - (0.114 * 1.772 / 0.587 * cb) - (0.299 * 1.402 / 0.587 * cr));
        rgb[2] = Round(y + (1.772 * cb));
    }

    private static byte Round(double value) => (byte)Math.Clamp(Math.Floor(value + 0.5), 0, 255);

    private static void Palette(DicomObject file, byte[] rgb, List<string> warnings)
    {
        for (int channel = 0; channel < 3; channel++)
        {
            LookupTable table = (file.Palette[channel] is { } words ? LookupTable.Create(words, isSigned: false, "the palette", warnings) : null)
                ?? throw new RefusedPictureException("DICOM: the palette is missing or segmented");
            int shift = Math.Max(0, table.Bits - 8);
            for (int i = 0; i < file.Width * file.Height; i++)
            {
                rgb[(i * 3) + channel] = (byte)(table.Entry(file.Code(i)) >> shift);
            }
        }
    }
}
