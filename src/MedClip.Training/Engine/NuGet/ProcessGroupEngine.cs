namespace MedClip.Training;

/// <summary>TorchSharp has no process groups.</summary>
internal static class ProcessGroupEngine
{
    public static IProcessGroup? Join(Func<string, string?> environment) => environment("WORLD_SIZE") is null or "" or "1"
        ? null
        : throw new InvalidInputException("WORLD_SIZE asks for several processes, but this engine (TorchSharp) has no process groups; train on Linux with the System engine, or unset WORLD_SIZE.");
}
