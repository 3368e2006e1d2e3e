using MedClip.Torch;

namespace MedClip.Cli;

/// <summary>Which errors of the engine explain themselves.</summary>
internal static class EngineErrors
{
    public static bool ExplainsItself(Exception error) => error is TorchLoadException or DistributedException;
}
