using System.Diagnostics;
using System.Globalization;

namespace MedClip.Benchmarks.Peers;

/// <summary>A process beside this one that answers each line with a number: milliseconds of one round, or bytes.</summary>
internal sealed class Worker : IDisposable
{
    private readonly Process process;

    private Worker(Process process) => this.process = process;

    /// <summary>Starts a process and waits for its line <c>ready</c>.</summary>
    /// <param name="file">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">What to set in its environment; null takes a variable away.</param>
    /// <exception cref="InvalidOperationException">It ended before it was ready.</exception>
    public static Worker Start(string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start)!;
        if (process.StandardOutput.ReadLine() == "ready")
        {
            return new Worker(process);
        }

        process.Dispose();
        throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} ended before it was ready.");
    }

    /// <summary>Starts this program again.</summary>
    public static Worker Self(IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null) =>
        Start(SelfCommand.File, SelfCommand.Arguments(arguments), environment);

    /// <summary>Asks, and waits for the number.</summary>
    /// <exception cref="InvalidOperationException">The process ended.</exception>
    public double Ask(string line)
    {
        process.StandardInput.WriteLine(line);
        string? answer = process.StandardOutput.ReadLine();
        return answer is null ? throw new InvalidOperationException($"The process beside ended at '{line}'.") : double.Parse(answer, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
