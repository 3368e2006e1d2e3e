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

    /// <summary>Reads a film as augmentation starts from it (<see cref="ImagePreprocessor.ToWorkingFilm"/>), the large picture on the way in memory that is used again.</summary>
    /// <param name="path">The file.</param>
    /// <param name="preprocessor">What the film is for.</param>
    /// <exception cref="InvalidInputException">As for <see cref="Read"/>.</exception>
    public PixelImage ReadWorkingFilm(string path, ImagePreprocessor preprocessor)
    {
        ArgumentNullException.ThrowIfNull(preprocessor);
        return ReadFor(path, preprocessor.LeastDecodedSide, preprocessor.ToWorkingFilm);
    }

    /// <summary>Reads a film as the model's input (<see cref="ImagePreprocessor.ToModelInput"/>), the large picture on the way in memory that is used again.</summary>
    /// <param name="path">The file.</param>
    /// <param name="preprocessor">What the film is for.</param>
    /// <exception cref="InvalidInputException">As for <see cref="Read"/>.</exception>
    public PixelImage ReadModelInput(string path, ImagePreprocessor preprocessor)
    {
        ArgumentNullException.ThrowIfNull(preprocessor);
        return ReadFor(path, preprocessor.LeastDecodedSide, preprocessor.ToModelInput);
    }

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

        Frame frame = Open(name, file, leastSide);
        var pixels = GC.AllocateUninitializedArray<byte>(frame.Length);
        Decode(name, file, frame, pixels);
        return new PixelImage(frame.Width, frame.Height, frame.Info.GreyDepth, pixels);
    }

    private PixelImage ReadFor(string path, int leastSide, Func<PixelImage, PixelImage> use)
    {
        using PooledBytes file = PictureFile.Rent(path, limits);
        if (DicomReader.IsDicom(file.Span))
        {
            return use(dicom.Decode(path, file.Span).Image);
        }

        Frame frame = Open(path, file.Span, leastSide);
        using var pixels = new PooledBytes(frame.Length);
        Decode(path, file.Span, frame, pixels.Span);
        var large = new PixelImage(frame.Info, frame.Width, frame.Height, pixels.Buffer);
        PixelImage small = use(large);

        // The buffer goes back to the pool.
        return ReferenceEquals(small, large) ? small.Copy() : small;
    }

    private Frame Open(string name, ReadOnlySpan<byte> file, int leastSide)
    {
        PictureInfo info = Probe(name, file);
        int denominator = Denominator(info, leastSide);
        return new Frame(info, denominator, Scaled(info.Width, denominator), Scaled(info.Height, denominator));
    }

    private static void Decode(string name, ReadOnlySpan<byte> file, Frame frame, Span<byte> pixels)
    {
        try
        {
            ImagingEngine.Current.DecodeGrey(file, frame.Info, frame.Denominator, pixels);
        }
        catch (RefusedPictureException refusal)
        {
            throw InvalidInputException.At(name, null, refusal.Message + ".");
        }
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

    private readonly record struct Frame(PictureInfo Info, int Denominator, int Width, int Height)
    {
        public int Length => checked(Width * Height * (Info.GreyDepth / 8));
    }
}
