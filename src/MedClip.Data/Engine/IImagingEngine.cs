namespace MedClip.Data;

/// <summary>What differs between the engines: decoding and encoding of picture files. Thread-safe.</summary>
internal interface IImagingEngine
{
    /// <summary>Names and versions of the libraries behind the engine.</summary>
    string Versions { get; }

    /// <summary>Reads a header, without memory in proportion to the size it claims.</summary>
    /// <exception cref="RefusedPictureException">No picture that is read.</exception>
    PictureInfo Probe(ReadOnlySpan<byte> file);

    /// <summary>Decodes to grey at 1/denominator of the size (other than 1 for JPEG only).</summary>
    /// <exception cref="RefusedPictureException">The picture is damaged.</exception>
    void DecodeGrey(ReadOnlySpan<byte> file, PictureInfo info, int denominator, Span<byte> pixels);

    /// <summary>Encodes grey pixels as PNG.</summary>
    byte[] EncodePng(PixelImage image, int compression);
}
