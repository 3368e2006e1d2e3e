namespace MedClip.Data;

/// <summary>
/// Reads picture files: PNG, JPEG, TIFF, BMP, PNM and WebP, 8 and 16 bits, and DICOM (<see cref="DicomReader"/>). The kind is told by the first bytes, sizes are bounded before
/// memory is set aside, and a damaged JPEG is an error. May be used from several threads at once.
/// </summary>
/// <param name="limits">What a picture may claim; the defaults of <see cref="PictureLimits"/> when null.</param>
public sealed class ImageReader(PictureLimits? limits = null) : IImageDecoder
{
    private readonly PictureLimits limits = limits ?? new PictureLimits();
    private readonly DicomReader dicom = new(new DicomReaderOptions { Limits = limits ?? new PictureLimits() });

    /// <summary>Reads a picture file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="leastSide">0 for the full size, else as in <see cref="IImageDecoder.Decode"/>.</param>
    /// <returns>Grey pixels.</returns>
    /// <exception cref="InvalidInputException">The file is missing, damaged, too large, or of a kind that is not read.</exception>
    public PixelImage Read(string path, int leastSide = 0) => Decode(path, PictureFile.Read(path, limits), leastSide);

    /// <summary>Reads what the header of a picture file says, without decoding it.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">The file is missing, or no picture that is read.</exception>
    public PictureInfo Probe(string path) => Probe(path, PictureFile.Read(path, limits));

    /// <inheritdoc/>
    public PixelImage Decode(string name, ReadOnlySpan<byte> file, int leastSide = 0)
    {
        if (DicomReader.IsDicom(file))
        {
            return dicom.Decode(name, file).Image;
        }

        PictureInfo info = Probe(name, file);
        int denominator = Denominator(info, leastSide);
        int width = Scaled(info.Width, denominator);
        int height = Scaled(info.Height, denominator);
        var pixels = new byte[(long)width * height * (info.GreyDepth / 8)];
        try
        {
            ImagingEngine.Current.DecodeGrey(file, info, denominator, pixels);
        }
        catch (RefusedPictureException refusal)
        {
            throw InvalidInputException.At(name, null, refusal.Message + ".");
        }

        return new PixelImage(width, height, info.GreyDepth, pixels);
    }

    private static int Scaled(int size, int denominator) => (size + denominator - 1) / denominator;

    private static int Denominator(PictureInfo info, int leastSide)
    {
        int denominator = 1;
        if (info.Format == PictureFormat.Jpeg && leastSide > 0)
        {
            while (denominator < 8 && Math.Max(info.Width, info.Height) / (denominator * 2) >= leastSide)
            {
                denominator *= 2;
            }
        }

        return denominator;
    }

    private PictureInfo Probe(string name, ReadOnlySpan<byte> file)
    {
        if (DicomReader.IsDicom(file))
        {
            PictureInfo film = dicom.Probe(name, file);
            limits.Check(name, film);
            return film;
        }

        try
        {
            PictureInfo info = ImagingEngine.Current.Probe(file);
            limits.Check(name, info);
            return info;
        }
        catch (RefusedPictureException refusal)
        {
            throw InvalidInputException.At(name, null, refusal.Message + ".");
        }
    }
}
