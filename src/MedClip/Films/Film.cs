using MedClip.Data;

namespace MedClip;

/// <summary>
/// A film as an application has it: a file, bytes, a stream or pixels. PNG, JPEG, TIFF, BMP and DICOM are told apart by their first bytes, never by a name. Nothing is read before the film is embedded,
/// but for a stream, which is read at once.
/// </summary>
public abstract class Film
{
    private protected Film(string name) => Name = name;

    /// <summary>What results and errors call it: the path, or the name that was given. Give no patient's name.</summary>
    public string Name { get; }

    /// <summary>A picture file.</summary>
    /// <param name="path">Its path.</param>
    public static Film FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new FileFilm(path);
    }

    /// <summary>The bytes of a picture file.</summary>
    /// <param name="bytes">PNG, JPEG, TIFF, BMP or DICOM; must not change before the film is embedded.</param>
    /// <param name="name">What results call it.</param>
    public static Film FromBytes(ReadOnlyMemory<byte> bytes, string name = "film") => new EncodedFilm(bytes, name);

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">A picture file's bytes; stays the caller's.</param>
    /// <param name="name">What results call it.</param>
    /// <param name="maxBytes">How many bytes are read at most, ≥ 1.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="InvalidInputException">The stream holds more.</exception>
    public static async Task<Film> FromStreamAsync(Stream stream, string name = "film", int maxBytes = 256 << 20, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBytes, 1);
        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 16];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
        {
            if (bytes.Length + read > maxBytes)
            {
                throw new InvalidInputException($"{name}: has more than {maxBytes} bytes, which is the limit.");
            }

            bytes.Write(buffer, 0, read);
        }

        return new EncodedFilm(bytes.ToArray(), name);
    }

    /// <summary>Grey pixels.</summary>
    /// <param name="pixels">The picture, 8 or 16 bits, 0 = black.</param>
    /// <param name="name">What results call it.</param>
    public static Film FromPixels(PixelImage pixels, string name = "film")
    {
        ArgumentNullException.ThrowIfNull(pixels);
        return new PixelFilm(pixels, name);
    }

    /// <summary>The file, when it is one.</summary>
    internal virtual string? Path => null;

    /// <summary>Decodes the film.</summary>
    /// <exception cref="InvalidInputException">It is missing or no whole picture.</exception>
    internal abstract PixelImage Decode(ImageReader reader, int leastSide);

    private sealed class FileFilm(string path) : Film(path)
    {
        internal override string Path => Name;

        internal override PixelImage Decode(ImageReader reader, int leastSide) => reader.Read(Name, leastSide);
    }

    private sealed class EncodedFilm(ReadOnlyMemory<byte> bytes, string name) : Film(name)
    {
        internal override PixelImage Decode(ImageReader reader, int leastSide) => reader.Decode(Name, bytes.Span, leastSide);
    }

    private sealed class PixelFilm(PixelImage pixels, string name) : Film(name)
    {
        internal override PixelImage Decode(ImageReader reader, int leastSide) => pixels;
    }
}
