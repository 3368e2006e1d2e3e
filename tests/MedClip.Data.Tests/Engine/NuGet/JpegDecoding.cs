namespace MedClip.Data;

/// <summary>ImageSharp has an inverse transform of its own, and fills what is damaged within a scan.</summary>
internal static class JpegDecoding
{
    public static bool IsThatOfPillow => false;

    public static bool SeesDamagedScans => false;
}
