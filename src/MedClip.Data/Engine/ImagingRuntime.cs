namespace MedClip.Data;

/// <summary>What decodes pictures on this machine.</summary>
public static class ImagingRuntime
{
    /// <summary>Names and versions of the libraries behind the engine; loads them.</summary>
    /// <exception cref="NativeLibraryException">They cannot be loaded; each path tried is listed with its reason, and the remedy.</exception>
    public static string Versions => ImagingEngine.Current.Versions;
}
