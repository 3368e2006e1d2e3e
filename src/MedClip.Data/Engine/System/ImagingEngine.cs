namespace MedClip.Data;

/// <summary>The engine of this build: OpenCV and libjpeg-turbo behind <c>medclip_imaging</c>, loaded at first use.</summary>
internal static class ImagingEngine
{
    // Publication only: a failed load is not remembered, so that a corrected installation works at the next try.
    private static readonly Lazy<NativeImaging> Shared = new(
        () => new NativeImaging(NativeLibrarySearch.Default("medclip_imaging").Load()), LazyThreadSafetyMode.PublicationOnly);

    /// <summary>The engine.</summary>
    /// <exception cref="NativeLibraryException">The library cannot be loaded; each path tried is listed with its reason.</exception>
    public static IImagingEngine Current => Shared.Value;
}
