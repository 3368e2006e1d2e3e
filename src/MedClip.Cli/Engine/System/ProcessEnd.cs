using System.Runtime.InteropServices;
using MedClip.Torch;

namespace MedClip.Cli;

/// <summary>The end of a process in which libtorch was loaded.</summary>
internal static partial class ProcessEnd
{
    /// <summary>
    /// Ends the process where libtorch is loaded, and returns where it is not: everything of ours is disposed and written by then. libtorch would take its tables of
    /// operators down one by one, 80 ms of processor time for memory that the system takes back anyway.
    /// </summary>
    public static void WithoutUnloading(int exitCode)
    {
        if (OperatingSystem.IsLinux() && TorchRuntime.IsLoaded)
        {
            EndNow(exitCode);
        }
    }

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void EndNow(int exitCode);
}
