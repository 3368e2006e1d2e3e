using System.Diagnostics;

namespace MedClip.Benchmarks;

/// <summary>
/// Compares two ways of doing the same work in one process, in turn, so that a machine whose speed drifts drifts for both.
/// The figure is the median of the rounds' ratios: above 1, ours is the faster.
/// </summary>
public sealed class PairedRun(string name, Action ours, Action other, int rounds = 7)
{
    public string Measure()
    {
        ours();
        other();
        var ratios = new double[rounds];
        var oursTimes = new double[rounds];
        var otherTimes = new double[rounds];
        for (int round = 0; round < rounds; round++)
        {
            // The order alternates: what runs second may find warmer caches.
            if (round % 2 == 0)
            {
                oursTimes[round] = Time(ours);
                otherTimes[round] = Time(other);
            }
            else
            {
                otherTimes[round] = Time(other);
                oursTimes[round] = Time(ours);
            }

            ratios[round] = otherTimes[round] / oursTimes[round];
        }

        return $"| {name} | {Median(ratios):0.00}× | {Median(oursTimes):0.000} ms | {Median(otherTimes):0.000} ms |";
    }

    private static double Time(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
