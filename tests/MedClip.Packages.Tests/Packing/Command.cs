using System.Diagnostics;

namespace MedClip.Packages.Tests;

/// <summary>Runs a program in a folder and keeps what it says.</summary>
/// <param name="ExitCode">0 when it went well.</param>
/// <param name="Output">Both streams.</param>
internal sealed record Command(int ExitCode, string Output)
{
    public static Command Run(string program, string folder, IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };

        // What the test's own dotnet left behind must not steer another.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase) || name.StartsWith("MEDCLIP_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Command(process.ExitCode, output + error.GetAwaiter().GetResult());
    }

    /// <summary>The output of a program that must succeed.</summary>
    public string Succeeded()
    {
        ExitCode.ShouldBe(0, Output);
        return Output;
    }
}
