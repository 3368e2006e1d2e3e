using System.Runtime.CompilerServices;

namespace MedClip.Docs.Tests;

/// <summary>The models here are tiny: on a busy machine, threads that wait for each other cost more than they bring.</summary>
internal static class SingleThread
{
#pragma warning disable CA2255 // A test assembly is an application.
    [ModuleInitializer]
    public static void Set() => Environment.SetEnvironmentVariable("MEDCLIP_THREADS", "1");
#pragma warning restore CA2255
}
