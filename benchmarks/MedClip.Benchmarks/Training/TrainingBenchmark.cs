using System.Globalization;
using MedClip.Benchmarks.Peers;
using MedClip.Benchmarks.Results;

namespace MedClip.Benchmarks.Training;

/// <summary>
/// <c>./build.sh bench training [BATCH...]</c>: a training step of MedCLIP against three peers on the same libtorch, each in its own process, in turn: the stock step on a machine
/// as it comes, the stock step with our machine settings, and PyTorch from Python where it is installed.
/// </summary>
internal static class TrainingBenchmark
{
    public static void Run(ResultRows results, string[] batches)
    {
        using Worker ours = StepWorker.Start("ours"), stock = StepWorker.Start("stock", StepWorker.Untouched), knobs = StepWorker.Start("stock");
        using Worker? python = StepWorker.StartPython(Python.With("torch"));
        foreach (int batch in batches.Length == 0 ? [8, 16] : batches.Select(text => int.Parse(text, CultureInfo.InvariantCulture)))
        {
            foreach (string model in (string[])["swin", "resnet"])
            {
                foreach (string arithmetic in (string[])["bf16", "fp32"])
                {
                    Measure(results, model, arithmetic, batch, [ours, stock, knobs, .. python is null ? (Worker[])[] : [python]]);
                }
            }
        }
    }

    private static void Measure(ResultRows results, string model, string arithmetic, int batch, Worker[] workers)
    {
        int films = results.Effort.Of(batch, 2);
        string line = $"step {results.Effort.Of("", "tiny-")}{model} {films} {arithmetic}";
        Turns turns = Turns.Timed(results.Effort.Rounds, 1, [.. workers.Select(worker => (Func<double>)(() => worker.Ask(line)))]);
        string[] peers = ["stock", "knobs", "python"];
        for (int peer = 0; peer < peers.Length; peer++)
        {
            string id = $"training/{model}-{arithmetic}-{batch}-{peers[peer]}";
            if (peer + 1 < workers.Length)
            {
                results.Add(id, turns.Ratio(peer + 1, 0), FormattableString.Invariant($"ours {turns[0] / films:0.0} ms a film, the other {turns[peer + 1] / films:0.0}"));
            }
            else
            {
                results.Skip(id, "no Python with PyTorch on the path (Debian: python3-torch)");
            }
        }
    }
}
