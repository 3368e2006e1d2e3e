using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Benchmarks.Results;

/// <summary>
/// Several ways of doing the same work, in turn, so that a machine whose speed drifts drifts for all. The order alternates: what runs second may find warmer caches. Ratios are
/// taken within each round.
/// </summary>
internal sealed class Turns
{
    private readonly double[][] times;

    private Turns(double[][] times) => this.times = times;

    /// <summary>Takes rounds of ways that say themselves how long they took, in milliseconds; each has been called <paramref name="warmUps"/> times before.</summary>
    public static Turns Timed(int rounds, int warmUps, params Func<double>[] ways)
    {
        double[][] times = [.. ways.Select(_ => new double[rounds])];
        for (int round = -warmUps; round < rounds; round++)
        {
            for (int i = 0; i < ways.Length; i++)
            {
                int way = round % 2 == 0 ? i : ways.Length - 1 - i;
                double time = ways[way]();
                if (round >= 0)
                {
                    times[way][round] = time;
                }
            }
        }

        return new Turns(times);
    }

    /// <summary>Takes rounds of ways by the clock on the wall, each within a dispose scope.</summary>
    public static Turns Take(int rounds, params Action[] ways) => Timed(rounds, 1, [.. ways.Select(way => (Func<double>)(() => Wall(way)))]);

    /// <summary>Takes rounds of ways by the processor time of this process: what else runs on the machine does not count. For work of one thread.</summary>
    public static Turns TakeOnProcessor(int rounds, int warmUps, params Action[] ways) => Timed(rounds, warmUps, [.. ways.Select(way => (Func<double>)(() => Processor(way)))]);

    /// <summary>One way's time ÷ another's, of each round.</summary>
    public Series Ratio(int other, int ours) => Series.Of(times[other].Zip(times[ours], (a, b) => a / b));

    /// <summary>A figure of one way's milliseconds.</summary>
    public Series Of(int way, Func<double, double> figure) => Series.Of(times[way].Select(figure));

    /// <summary>The median milliseconds of a way.</summary>
    public double this[int way] => Series.Of(times[way]).Median;

    public static double Wall(Action work)
    {
        using DisposeScope scope = NewDisposeScope();
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    public static double Processor(Action work)
    {
        TimeSpan start = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
    }
}
