using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>TorchSharp has no autocast: everything runs in float32.</summary>
internal static class AutocastScope
{
    public static bool IsAvailable => false;

    public static IDisposable Enter(ScalarType type, Device device) => throw new NotSupportedException($"TorchSharp has no autocast to {type} on {device}.");

    public static IDisposable? KeepWeights(ScalarType type, IEnumerable<Parameter> parameters) => null;
}
