namespace MedClip.Data;

/// <summary>How pixels are stored (PS3.3 C.7.6.3).</summary>
/// <param name="BitsStored">Bits of a value, 1…16.</param>
/// <param name="IsSigned">Whether the highest of them is a sign.</param>
/// <param name="Photometric">E.g. MONOCHROME1; RGB once the decoder has undone a colour transform.</param>
internal sealed record DicomPixelFormat(int BitsStored, bool IsSigned, string Photometric)
{
    public bool IsColour => Photometric is not ("MONOCHROME1" or "MONOCHROME2");

    public bool IsInverted => Photometric == "MONOCHROME1";

    public int Lowest => IsSigned ? -(1 << (BitsStored - 1)) : 0;

    public int Highest => IsSigned ? (1 << (BitsStored - 1)) - 1 : (1 << BitsStored) - 1;

    public static DicomPixelFormat Of(DicomTags tags) => new(
        tags.Whole("BitsStored") ?? tags.Whole("BitsAllocated") ?? 8, tags.Whole("PixelRepresentation") == 1, tags["PhotometricInterpretation"]!);

    /// <summary>The value of a code whose bits above the stored ones are clear.</summary>
    public int Value(int code) => IsSigned ? (code << (32 - BitsStored)) >> (32 - BitsStored) : code;
}
