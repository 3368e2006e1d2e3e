using static TorchSharp.torch;

namespace MedClip.Models;

/// <summary>TorchSharp can neither make modules without initial values nor lay tensors over foreign memory: weights are copied.</summary>
internal static class EngineMemory
{
    public static IDisposable? SkipInitialization() => null;

    public static bool TryMap(Tensor target, MappedFile file, long offset) => false;
}
