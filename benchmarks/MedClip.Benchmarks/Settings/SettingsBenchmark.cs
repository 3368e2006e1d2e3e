using MedClip.Benchmarks.Peers;
using MedClip.Benchmarks.Results;
using MedClip.Benchmarks.Training;

namespace MedClip.Benchmarks.Settings;

/// <summary>
/// <c>./build.sh bench settings</c>: what each machine setting (docs/kernels.md) is worth in a training step: a process with that one switched off, against one as it is by default,
/// in turn.
/// </summary>
internal static class SettingsBenchmark
{
    public static void Run(ResultRows results)
    {
        using (Worker usual = StepWorker.Start("ours"))
        {
            Measure(results, "malloc", usual, "ours", "MEDCLIP_MALLOC", "default");
            Measure(results, "spin", usual, "ours", "GOMP_SPINCOUNT", StepWorker.LibgompSpin);
            using (new BusyThread())
            {
                Measure(results, "spin-busy", usual, "ours", "GOMP_SPINCOUNT", StepWorker.LibgompSpin);
            }

            Measure(results, "denormals", usual, "ours", "MEDCLIP_DENORMALS", "keep");
            Measure(results, "threads", usual, "ours", "MEDCLIP_THREADS", "1");
            Measure(results, "kernels", usual, "ours", "MEDCLIP_KERNELS", "off");
        }

        // Our attention makes no denormals; a masked softmax of plain operators does.
        using Worker stock = StepWorker.Start("stock");
        Measure(results, "denormals-stock", stock, "stock", "MEDCLIP_DENORMALS", "keep");
    }

    private static void Measure(ResultRows results, string id, Worker usual, string way, string variable, string value)
    {
        string line = results.Effort.Of("step swin 8 fp32", "step tiny-swin 2 fp32");
        using Worker other = StepWorker.Start(way, new Dictionary<string, string?> { [variable] = value });
        Turns turns = Turns.Timed(results.Effort.Rounds, 1, () => usual.Ask(line), () => other.Ask(line));
        results.Add($"settings/{id}", turns.Ratio(1, 0), FormattableString.Invariant($"default {turns[0]:0} ms, switched {turns[1]:0} ms"));
    }

    /// <summary>A thread that takes a core, as a decoder does.</summary>
    private sealed class BusyThread : IDisposable
    {
        private readonly CancellationTokenSource stop = new();
        private readonly Thread thread;

        public BusyThread()
        {
            thread = new Thread(() =>
            {
                while (!stop.IsCancellationRequested)
                {
                    Thread.SpinWait(1000);
                }
            });
            thread.Start();
        }

        public void Dispose()
        {
            stop.Cancel();
            thread.Join();
            stop.Dispose();
        }
    }
}
