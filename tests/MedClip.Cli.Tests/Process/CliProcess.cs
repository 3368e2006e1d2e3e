using System.Diagnostics;

namespace MedClip.Cli.Tests;

/// <summary>The tool as a process of its own, started through a shell so that redirections and terminals are real.</summary>
internal static class CliProcess
{
    /// <summary>The command by which a shell runs the tool.</summary>
    public static string Command => $"'{DotNet}' '{Path.Combine(AppContext.BaseDirectory, "MedClip.Cli.dll")}'";

    private static string DotNet => Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet";

    /// <summary>Runs a line of shell.</summary>
    public static (int ExitCode, string Out) Shell(string line, params (string Name, string Value)[] environment)
    {
        using Process process = Start(line, environment);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    public static Process Start(string line, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true, RedirectStandardInput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(line);
        start.Environment.Remove("NO_COLOR");
        start.Environment["TERM"] = "xterm-256color";
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
