using System.Globalization;
using MedClip.Benchmarks.Peers;
using MedClip.Benchmarks.Results;

namespace MedClip.Benchmarks.Training;

/// <summary>
/// Training steps in a process of their own: in its own environment, with memory that nothing else has touched. Lines are <c>step MODEL BATCH fp32|bf16</c>, answered with
/// milliseconds, and <c>memory</c>, answered with the process's largest resident size so far in bytes. The peer in Python (<c>training_step.py</c>) answers the same lines.
/// </summary>
internal static class StepWorker
{
    /// <summary>The environment of a machine as it comes: malloc, OpenMP and denormals untouched.</summary>
    public static IReadOnlyDictionary<string, string?> Untouched { get; } = new Dictionary<string, string?>
    {
        ["MEDCLIP_MALLOC"] = "default", ["MEDCLIP_DENORMALS"] = "keep", ["GOMP_SPINCOUNT"] = LibgompSpin,
    };

    /// <summary>How often libgomp looks before it sleeps, where nothing is said.</summary>
    public const string LibgompSpin = "300000";

    /// <summary>Starts a worker that steps our way (<c>ours</c>) or the stock way (<c>stock</c>).</summary>
    public static Worker Start(string way, IReadOnlyDictionary<string, string?>? environment = null) => Worker.Self(["step-worker", way], environment);

    /// <summary>Starts the peer in Python.</summary>
    /// <param name="python">One that has PyTorch; null where there is none, and then there is no peer either.</param>
    public static Worker? StartPython(string? python) => python is null ? null
        : Worker.Start(python, [Python.Script("training_step.py")], new Dictionary<string, string?> { ["GOMP_SPINCOUNT"] = null });

    /// <summary>The body of such a process.</summary>
    public static void Serve(string way)
    {
        (string Key, StepScenario Scenario)? current = null;
        Console.WriteLine("ready");
        while (Console.ReadLine() is { } line)
        {
            if (line == "memory")
            {
                Console.WriteLine(PeakBytes().ToString(CultureInfo.InvariantCulture));
                continue;
            }

            if (current?.Key != line)
            {
                current?.Scenario.Dispose();
                string[] words = line.Split(' ');
                current = (line, new StepScenario(words[1], int.Parse(words[2], CultureInfo.InvariantCulture), words[3] == "bf16"));
            }

            StepScenario scenario = current.Value.Scenario;
            Console.WriteLine(Turns.Wall(way == "ours" ? scenario.Ours : scenario.Stock).ToString(CultureInfo.InvariantCulture));
        }

        current?.Scenario.Dispose();
    }

    private static long PeakBytes() => 1024 * File.ReadLines("/proc/self/status").Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
        .Select(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)).Single();
}
