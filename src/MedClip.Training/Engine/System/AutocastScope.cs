using MedClip.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>Autocast over the installed libtorch.</summary>
internal static class AutocastScope
{
    public static bool IsAvailable => true;

    public static IDisposable Enter(ScalarType type, Device device) => Autocast.Enter(type, device);

    /// <summary>Spares casting weights in every pass, where the type is bfloat16 and the device the CPU.</summary>
    public static IDisposable? KeepWeights(ScalarType type, IEnumerable<Parameter> parameters) => type == ScalarType.BFloat16 ? new BFloat16Weights(parameters) : null;
}
