using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MedClip.Cli;

/// <summary>One process of a launch; what it says comes out line by line, with its rank before it.</summary>
internal sealed partial class WorkerProcess : IDisposable
{
    private const int Terminate = 15;

    private readonly Process process;
    private readonly Task said;

    public WorkerProcess(int rank, IReadOnlyList<string> command, IEnumerable<(string Name, string Value)> variables, CliConsole console)
    {
        Rank = rank;
        var start = new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        string own = Environment.ProcessPath ?? "dotnet";
        string program = Path.Combine(AppContext.BaseDirectory, "MedClip.Cli.dll");
        bool isOwn = Path.GetFileNameWithoutExtension(own) is "medclip" or "MedClip.Cli";
        start.FileName = isOwn ? own : Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : "dotnet";
        foreach (string argument in isOwn ? command : [program, .. command])
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start) ?? throw new MedClipException($"Rank {rank} could not be started.");
        process.StandardInput.Close();
        string prefix = $"[{rank}] ";
        said = Task.WhenAll(Forward(process.StandardOutput, console.Out, prefix), Forward(process.StandardError, console.Error, prefix));
    }

    public int Rank { get; }

    public int ProcessId => process.Id;

    /// <summary>Waits for its end and its last words.</summary>
    /// <returns>The exit code; 128 and the signal's number when a signal ended it.</returns>
    public async Task<int> EndAsync()
    {
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        await said.ConfigureAwait(false);
        return process.ExitCode;
    }

    /// <summary>Asks it to save and end.</summary>
    public void Ask()
    {
        if (!process.HasExited)
        {
            _ = Signal(process.Id, Terminate);
        }
    }

    /// <summary>Ends it at once.</summary>
    public void Kill()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    public void Dispose() => process.Dispose();

    private static async Task Forward(StreamReader from, TextWriter to, string prefix)
    {
        while (await from.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            await to.WriteLineAsync(prefix + line).ConfigureAwait(false);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
