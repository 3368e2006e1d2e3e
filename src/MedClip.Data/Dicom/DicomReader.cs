using System.Security.Cryptography;
using System.Text;

namespace MedClip.Data;

/// <summary>
/// Reads DICOM films: parsed and decompressed in a worker process with bounds on memory and time, so that a hostile or broken file costs
/// one picture; then modality, VOI and inversion as the standard (PS3.3 C.11) has them. Thread-safe.
/// </summary>
public sealed class DicomReader
{
    private readonly DicomReaderOptions options;
    private readonly byte[] salt;

    /// <summary>Creates a reader.</summary>
    /// <param name="options">How to read; the defaults when null.</param>
    /// <exception cref="InvalidInputException">An option is out of its range.</exception>
    public DicomReader(DicomReaderOptions? options = null)
    {
        this.options = options ?? new DicomReaderOptions();
        this.options.Validate();
        salt = this.options.Salt is { } text ? Encoding.UTF8.GetBytes(text) : RandomNumberGenerator.GetBytes(32);
    }

    /// <summary>Whether a file's first bytes are those of DICOM, with its preamble or, as old archives have it, without.</summary>
    /// <param name="file">The bytes of a file, or its first 132.</param>
    public static bool IsDicom(ReadOnlySpan<byte> file)
    {
        if (file.Length >= 132 && file.Slice(128, 4).SequenceEqual("DICM"u8))
        {
            return true;
        }

        // A bare data set starts with group 0002 or 0008: element number, then a value representation or a length.
        return file.Length >= 8 && file[0] is 2 or 8 && file[1] == 0 && file[3] is 0 or 1 &&
            ((char.IsAsciiLetterUpper((char)file[4]) && char.IsAsciiLetterUpper((char)file[5])) || (file[6] == 0 && file[7] == 0));
    }

    /// <summary>Reads a film.</summary>
    /// <param name="path">The file.</param>
    /// <param name="frame">Which frame of several, from 0.</param>
    /// <exception cref="InvalidInputException">The file is missing, no DICOM, damaged, too large, or of a kind that is not read; the message says which.</exception>
    /// <exception cref="NativeLibraryException">The worker cannot be started.</exception>
    public DicomFilm Read(string path, int frame = 0) => Decode(path, PictureFile.Read(path, options.Limits), frame);

    /// <summary>Reads what a file says about its film, without decoding it.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">The file is missing, no DICOM, or damaged.</exception>
    public DicomTags ReadTags(string path) => Tags(path, PictureFile.Read(path, options.Limits));

    /// <summary>Reads a film out of memory.</summary>
    /// <param name="name">The name that errors carry.</param>
    /// <param name="file">The bytes of the file.</param>
    /// <param name="frame">Which frame of several, from 0.</param>
    /// <exception cref="InvalidInputException">As for <see cref="Read"/>.</exception>
    public DicomFilm Decode(string name, ReadOnlySpan<byte> file, int frame = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frame);
        try
        {
            return Render(name, Open(file, frame, pixels: true), frame);
        }
        catch (RefusedPictureException refusal)
        {
            throw InvalidInputException.At(name, null, refusal.Message + ".");
        }
    }

    /// <summary>What the header says of the picture.</summary>
    internal PictureInfo Probe(string name, ReadOnlySpan<byte> file)
    {
        DicomTags tags = Tags(name, file);
        return new PictureInfo(
            PictureFormat.Dicom, tags.Whole("Columns") ?? 0, tags.Whole("Rows") ?? 0, tags.Whole("SamplesPerPixel") ?? 1, tags.Whole("BitsAllocated") ?? 8, options.OutputBits);
    }

    private DicomTags Tags(string name, ReadOnlySpan<byte> file)
    {
        try
        {
            return Open(file, 0, pixels: false).Tags;
        }
        catch (RefusedPictureException refusal)
        {
            throw InvalidInputException.At(name, null, refusal.Message + ".");
        }
    }

    private DicomFilm Render(string name, DicomObject file, int frame)
    {
        DicomPixelFormat format = DicomPixelFormat.Of(file.Tags);
        options.Limits.Check(name, new PictureInfo(PictureFormat.Dicom, file.Width, file.Height, file.Samples, file.SampleBytes * 8, options.OutputBits));
        List<string> warnings = [.. file.Warnings];
        var provenance = new PixelProvenance([], warnings);
        provenance = provenance.Then(
            "decode",
            $"{TransferSyntax.Name(file.Tags.TransferSyntax)}, frame {frame} of {file.Tags.Whole("NumberOfFrames") ?? 1}, {file.Width} x {file.Height}, " +
            $"{format.Photometric}, {format.BitsStored} bits{(format.IsSigned ? ", signed" : "")}");
        AddRemarks(file.Tags, warnings);
        if (format.IsColour)
        {
            return new DicomFilm(file.Tags, ColourChain.Render(file, format, provenance, warnings), new DicomStages(file, format, null));
        }

        var chain = new GreyChain(file, format, options.Window, warnings);
        return new DicomFilm(file.Tags, chain.Render(file, options.OutputBits, provenance), new DicomStages(file, format, chain));
    }

    private static void AddRemarks(DicomTags tags, List<string> warnings)
    {
        if (tags.BurnedInAnnotation == true)
        {
            warnings.Add("the film carries burned-in writing");
        }

        if (tags.Spacing is var (rows, columns) && Math.Abs((rows / columns) - 1) > 0.01)
        {
            warnings.Add("pixels are not square; the picture is not corrected for it");
        }

        if (tags["PresentationLUTShape"] == "INVERSE" && tags["PhotometricInterpretation"] == "MONOCHROME2")
        {
            warnings.Add("the presentation LUT says INVERSE although the film is MONOCHROME2; it is not inverted");
        }
    }

    private DicomObject Open(ReadOnlySpan<byte> file, int frame, bool pixels)
    {
        DicomObject read = DicomEngine.Current.Read(file, new DicomRequest(frame, pixels, options.Limits.MaxPixels, options.TimeLimit));
        string? id = read.Raw.GetValueOrDefault(DicomTagKey.PatientId)?.Trim();
        string? hash = string.IsNullOrEmpty(id) ? null : Convert.ToHexStringLower(HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes(id)))[..16];
        if (options.Identifiers == PatientIdentifiers.Hash)
        {
            foreach (uint key in read.Raw.Keys.Where(DicomTagKey.Identifies).ToArray())
            {
                read.Raw.Remove(key);
            }
        }

        read.Tags = new DicomTags(read.Raw, read.TransferSyntax, read.HasMetaHeader, hash);
        return read;
    }
}
