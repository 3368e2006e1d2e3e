namespace MedClip.Cli;

/// <summary>Which errors of the engine explain themselves: TorchSharp has no type of error for them.</summary>
internal static class EngineErrors
{
    public static bool ExplainsItself(Exception error) => false;
}
