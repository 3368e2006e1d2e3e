using System.Diagnostics;
using System.Globalization;

namespace MedClip.Models.Fuzz;

/// <summary>
/// Reads damaged checkpoints of every format. A case may be refused as <see cref="InvalidInputException"/> that names its file; any other exception, a
/// file made, a process started, more memory or time than the limits are failures; a crash or a hang ends the process with the case's number.
/// </summary>
/// <param name="options">What is tried.</param>
public sealed class FuzzRun(FuzzOptions options)
{
    private const int Tries = 3;
    private const int Stretch = 500;
    private readonly FuzzReport report = new();
    private readonly SeedSequence seeds = new SeedSequence(options.Seed).For("checkpoints");
    private long current = -1;
    private long started;
    private TimeSpan spent;

    /// <summary>Tries them all, on the calling thread.</summary>
    /// <param name="scratch">An empty folder for the files.</param>
    /// <param name="say">Hears of progress and failures.</param>
    public FuzzReport Execute(string scratch, Action<string> say)
    {
        string folder = Path.Combine(scratch, "case");
        Directory.CreateDirectory(folder);
        var trials = new Trials(Corpus.Read(options.Files, scratch), new ModelFolders(scratch));
        using Timer? watchdog = options.HangLimit is { } limit ? new Timer(_ => EndWhenHanging(limit), null, limit, TimeSpan.FromSeconds(1)) : null;
        long start = Stopwatch.GetTimestamp();
        long memory = 0;
        var around = new Surroundings(scratch);
        for (long number = options.First; number < options.First + options.Cases; number++)
        {
            Try(number, trials, folder, say);
            long done = number - options.First + 1;
            if (done % Stretch == 0 || done == options.Cases)
            {
                Check(around.Change(), number, say);
                long now = PeakMemory();

                // The first stretches load code and settle the heap.
                Check(memory > 0 && now - memory > options.MemoryLimit ? $"took {(now - memory) >> 20} MB more" : null, number, say);
                memory = done >= 4 * Stretch ? Math.Max(memory, now) : 0;
            }

            if (done % 20_000 == 0)
            {
                say(string.Create(CultureInfo.InvariantCulture, $"{done} cases, {done / Stopwatch.GetElapsedTime(start).TotalSeconds:0} a second, {PeakMemory() >> 20} MB at most"));
            }
        }

        Directory.Delete(folder, recursive: true);
        return report;
    }

    private void Try(long number, Trials trials, string folder, Action<string> say)
    {
        Trial trial = trials.Next(seeds.At(number).ToRandom());
        foreach ((string name, byte[] content) in trial.Files)
        {
            File.WriteAllBytes(Path.Combine(folder, name), content);
        }

        bool refused = false;
        double fastest = double.PositiveInfinity;
        long allocated = 0;
        for (int attempt = 0; attempt == 0 || (attempt < Tries && fastest > options.Limit.TotalMilliseconds); attempt++)
        {
            allocated = GC.GetTotalAllocatedBytes();
            TimeSpan start = Environment.CpuUsage.TotalTime;
            (started, spent, current) = (Stopwatch.GetTimestamp(), start, number);
            try
            {
                trial.Run(folder);
            }
            catch (InvalidInputException e)
            {
                refused = true;
                if (!e.Message.Contains(folder, StringComparison.Ordinal))
                {
                    Fail(number, trial.Kind, $"the error names no file: {e.Message}", say);
                }
            }
#pragma warning disable CA1031 // Whatever it is, it is a failure with a number.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Fail(number, trial.Kind, e.ToString(), say);
            }

            current = -1;
            fastest = Math.Min(fastest, (Environment.CpuUsage.TotalTime - start).TotalMilliseconds);
            allocated = GC.GetTotalAllocatedBytes() - allocated - trial.Bytes;
        }

        if (fastest > options.Limit.TotalMilliseconds)
        {
            Fail(number, trial.Kind, $"took {fastest:0} ms of the processor in the fastest of {Tries} tries", say);
        }

        if (allocated > options.MemoryLimit)
        {
            Fail(number, trial.Kind, $"allocated {allocated >> 20} MB beyond its {trial.Bytes} bytes", say);
        }

        if (Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Except(trial.Files.Select(file => file.Name)).FirstOrDefault() is { } made)
        {
            Fail(number, trial.Kind, $"made the file {made}", say);
        }

        report.Count(trial.Kind, refused, fastest, allocated, number);
        foreach ((string name, _) in trial.Files)
        {
            File.Delete(Path.Combine(folder, name));
        }
    }

    private void Check(string? change, long number, Action<string> say)
    {
        if (change is not null)
        {
            Fail(number, $"one of the {Stretch} cases up to this", change, say);
        }
    }

    private void Fail(long number, string kind, string what, Action<string> say)
    {
        string failure = $"case {number} ({kind}, seed {options.Seed}): {what}";
        report.Failures.Add(failure);
        say(failure);
    }

    // Time of the processor, as a busy machine stretches any other; a case that waits without computing is given ten times as long.
    private void EndWhenHanging(TimeSpan limit)
    {
        long number = current;
        if (number >= 0 && (Environment.CpuUsage.TotalTime - spent > limit || Stopwatch.GetElapsedTime(started) > 10 * limit))
        {
            Environment.FailFast($"case {number} (seed {options.Seed}) has been running for {limit.TotalSeconds:0} s of the processor, or ten times as long in all");
        }
    }

    private static long PeakMemory() => OperatingSystem.IsLinux()
        ? 1024 * long.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)
        : Process.GetCurrentProcess().PeakWorkingSet64;
}
