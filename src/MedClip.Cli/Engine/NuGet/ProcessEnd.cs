namespace MedClip.Cli;

/// <summary>The end of a process in which libtorch was loaded.</summary>
internal static class ProcessEnd
{
    /// <summary>Returns: TorchSharp's libtorch is left as .NET leaves it.</summary>
    public static void WithoutUnloading(int exitCode) => _ = exitCode;
}
