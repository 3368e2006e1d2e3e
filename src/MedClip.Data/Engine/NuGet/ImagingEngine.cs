namespace MedClip.Data;

/// <summary>The engine of this build: SixLabors.ImageSharp, managed code on every system.</summary>
internal static class ImagingEngine
{
    /// <summary>The engine.</summary>
    public static IImagingEngine Current { get; } = new ImageSharpImaging();
}
