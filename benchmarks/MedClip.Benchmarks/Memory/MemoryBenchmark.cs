using MedClip.Benchmarks.Peers;
using MedClip.Benchmarks.Results;
using MedClip.Benchmarks.Training;

namespace MedClip.Benchmarks.Memory;

/// <summary><c>./build.sh bench memory</c>: the largest resident size of processes that do nothing but three training steps of 16 films: ours, the stock way, PyTorch from Python.</summary>
internal static class MemoryBenchmark
{
    private const int Steps = 3;

    public static void Run(ResultRows results)
    {
        string? torch = Python.With("torch");
        foreach (string arithmetic in (string[])["fp32", "bf16"])
        {
            string line = results.Effort.Of($"step swin 16 {arithmetic}", $"step tiny-swin 2 {arithmetic}");
            string id = $"memory/swin-{arithmetic}-16";
            var (stockRatios, pythonRatios, ours) = (new List<double>(), new List<double>(), new List<double>());
            for (int round = 0; round < results.Effort.Of(3, 1); round++)
            {
                double own = Peak(StepWorker.Start("ours"), line);
                ours.Add(own);
                stockRatios.Add(own / Peak(StepWorker.Start("stock", StepWorker.Untouched), line));
                if (StepWorker.StartPython(torch) is { } peer)
                {
                    pythonRatios.Add(own / Peak(peer, line));
                }
            }

            string note = FormattableString.Invariant($"ours {Series.Of(ours).Median / 1e6:0} MB");
            results.Add(id, Series.Of(stockRatios), note);
            if (pythonRatios.Count > 0)
            {
                results.Add($"{id}-python", Series.Of(pythonRatios), note);
            }
            else
            {
                results.Skip($"{id}-python", "no Python with PyTorch on the path (Debian: python3-torch)");
            }
        }
    }

    private static double Peak(Worker worker, string line)
    {
        using (worker)
        {
            for (int step = 0; step < Steps; step++)
            {
                worker.Ask(line);
            }

            return worker.Ask("memory");
        }
    }
}
