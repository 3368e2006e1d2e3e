using System.Collections.Concurrent;
using System.Diagnostics;

namespace MedClip.Knowledge.Fuzz;

/// <summary>
/// Tries inputs that nobody would write. An input may be refused as <see cref="InvalidInputException"/>; any other exception, a span outside of its text or that names
/// another text, a difference between the two ways of labelling, and more than the time limit are failures.
/// </summary>
/// <param name="options">What is tried.</param>
public sealed class FuzzRun(FuzzOptions options)
{
    private const int Tries = 3;

    private readonly FuzzReport report = new();
    private readonly ReportTrial reports = new();
    private readonly FileTrial files = new();
    private readonly ConcurrentQueue<long> slow = new();
    private readonly SeedSequence seeds = new SeedSequence(options.Seed).For("fuzz");

    /// <summary>Tries them all.</summary>
    /// <param name="say">Hears of progress and failures.</param>
    public FuzzReport Execute(Action<string> say)
    {
        if (options.Only is { } only)
        {
            Try(only, say, alone: true);
            return report;
        }

        long done = 0;
        Parallel.For(0L, options.Inputs, new ParallelOptions { MaxDegreeOfParallelism = options.Threads }, index =>
        {
            Try(index, say, alone: false);
            if (Interlocked.Increment(ref done) is var count && count % 100_000 == 0)
            {
                say($"{count} inputs");
            }
        });
        // What was slow beside others gets its three tries again, alone and warm.
        foreach (long index in slow.Order())
        {
            Try(index, say, alone: true);
        }

        return report;
    }

    private double LimitOf(Trial trial) => options.Limit is { } span ? span.TotalMilliseconds * Math.Max(1, trial.Length / 10_000.0) : double.PositiveInfinity;

    private void Try(long index, Action<string> say, bool alone)
    {
        SplitMix64 random = seeds.At(index).ToRandom();
        bool huge = options.HugeInputs > 0 && index % Math.Max(1, options.Inputs / options.HugeInputs) == Math.Max(1, options.Inputs / options.HugeInputs) - 1;
        int kind = random.Next(20);
        Trial trial = huge ? reports.Huge(random) : kind < 15 ? reports.Next(random) : files.Next(random);
        double fastest = double.PositiveInfinity;
        bool refused = false;
        for (int attempt = 0; attempt == 0 || (attempt < Tries && fastest > LimitOf(trial)); attempt++)
        {
            long start = Stopwatch.GetTimestamp();
            try
            {
                trial.Run();
            }
            catch (InvalidInputException)
            {
                refused = true;
            }
#pragma warning disable CA1031 // Whatever it is, it is a failure with a number.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Fail(index, trial, e.ToString(), say);
                return;
            }

            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        if (fastest > LimitOf(trial))
        {
            if (!alone)
            {
                slow.Enqueue(index); // perhaps only the machine was busy
                return;
            }

            Fail(index, trial, $"took {fastest:0} ms for {trial.Length} characters in the fastest of {Tries} tries", say);
        }

        try
        {
            trial.Check();
        }
#pragma warning disable CA1031
        catch (Exception e)
#pragma warning restore CA1031
        {
            Fail(index, trial, e.ToString(), say);
        }

        if (trial.MustBeRefused && !refused)
        {
            Fail(index, trial, "was taken, and must be refused", say);
        }

        report.Count(trial.Kind, refused, fastest * Math.Min(1, 10_000.0 / Math.Max(1, trial.Length)), index);
    }

    private void Fail(long index, Trial trial, string what, Action<string> say)
    {
        string failure = $"input {index} ({trial.Kind}, --seed {options.Seed} --inputs {options.Inputs} --only {index}, \"{trial.Beginning}\"): {what}";
        report.Fail(failure);
        say(failure);
    }
}

/// <summary>One input and what is done with it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Length">Its number of characters.</param>
/// <param name="Run">Takes it, refuses it by <see cref="InvalidInputException"/>, or throws what is a failure.</param>
/// <param name="MustBeRefused">Whether taking it would be a failure.</param>
internal sealed record Trial(string Kind, int Length, Action Run, bool MustBeRefused = false)
{
    /// <summary>What must hold afterwards; not timed.</summary>
    public Action Check { get; init; } = () => { };

    /// <summary>How the input begins, for messages.</summary>
    public string Beginning { get; init; } = "";
}
