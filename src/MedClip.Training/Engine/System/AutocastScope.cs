using MedClip.Torch;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>Autocast over the installed libtorch.</summary>
internal static class AutocastScope
{
    public static bool IsAvailable => true;

    public static IDisposable Enter(ScalarType type, Device device) => Autocast.Enter(type, device);
}
