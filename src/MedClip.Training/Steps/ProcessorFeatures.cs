namespace MedClip.Training;

/// <summary>What the processor can do that .NET does not say.</summary>
internal static class ProcessorFeatures
{
    /// <summary>Whether Linux lists amx_bf16 for this processor; false elsewhere.</summary>
    public static bool HasAmxBFloat16() => File.Exists("/proc/cpuinfo") && Flags("/proc/cpuinfo").Contains("amx_bf16");

    /// <summary>The processor's name as Linux gives it, else as .NET does.</summary>
    public static string Name() =>
        File.Exists("/proc/cpuinfo") && Value("/proc/cpuinfo", "model name") is { Length: > 0 } name
            ? name
            : System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture.ToString();

    private static string[] Flags(string path) => Value(path, "flags").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Value(string path, string key) =>
        File.ReadLines(path).FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            : "";
}
