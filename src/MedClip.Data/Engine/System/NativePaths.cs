using System.Runtime.InteropServices;

namespace MedClip.Data;

/// <summary>
/// Where a native file may stand: the folder that <c>MEDCLIP_NATIVE</c> names, <c>runtimes/&lt;rid&gt;/native</c> beside the assembly,
/// the assembly's own folder.
/// </summary>
internal static class NativePaths
{
    /// <summary>The paths, in the order of trying.</summary>
    /// <param name="file">The file's name.</param>
    public static IEnumerable<string> Of(string file)
    {
        string beside = Path.GetDirectoryName(typeof(NativePaths).Assembly.Location) is { Length: > 0 } folder ? folder : AppContext.BaseDirectory;
        if (Environment.GetEnvironmentVariable("MEDCLIP_NATIVE") is { Length: > 0 } named)
        {
            yield return Path.Combine(named, file);
        }

        // A distribution's own .NET calls itself ubuntu.24.04-x64 or the like; packages hold the portable name.
        foreach (string runtime in new[] { RuntimeInformation.RuntimeIdentifier, PortableRuntime }.Distinct(StringComparer.Ordinal))
        {
            yield return Path.Combine(beside, "runtimes", runtime, "native", file);
        }

        yield return Path.Combine(beside, file);
    }

    private static string PortableRuntime => (OperatingSystem.IsMacOS() ? "osx-" : "linux-") + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
}
