namespace MedClip.Models.Tests;

/// <summary>TorchSharp has no kernels of ours: nothing is to be switched off.</summary>
internal static class PlainOperators
{
    public static IDisposable? Only() => null;
}
