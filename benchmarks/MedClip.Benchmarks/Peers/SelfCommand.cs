namespace MedClip.Benchmarks.Peers;

/// <summary>How to start this program again: its own executable, or dotnet with its assembly.</summary>
internal static class SelfCommand
{
    private static readonly string Assembly = typeof(SelfCommand).Assembly.Location;

    public static string File => IsHosted ? Environment.ProcessPath! : Path.ChangeExtension(Assembly, null);

    private static bool IsHosted => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";

    public static IEnumerable<string> Arguments(IEnumerable<string> arguments) => IsHosted ? arguments.Prepend(Assembly) : arguments;
}
