namespace MedClip.Data;

/// <summary>libjpeg-turbo decodes as Pillow does, and its warnings are errors.</summary>
internal static class JpegDecoding
{
    public static bool IsThatOfPillow => true;

    public static bool SeesDamagedScans => true;
}
