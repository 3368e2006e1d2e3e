using MedClip.Torch;

namespace MedClip.Models.Tests;

/// <summary>Computes without kernels of ours.</summary>
internal static class PlainOperators
{
    /// <summary>Until the result is disposed of.</summary>
    public static IDisposable? Only() => FusedKernels.Disable();
}
