using MedClip.Benchmarks.Macro;
using MedClip.Benchmarks.Peers;
using MedClip.Benchmarks.Results;
using MedClip.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Benchmarks.Kernels;

/// <summary><c>./build.sh bench kernels</c>: each kernel against its twin of plain operators, in turn, with the share of the processor's peak that it reaches.</summary>
internal static class KernelBenchmark
{
    private const int Tokens = 49, HeadSize = 32;

    public static void Run(ResultRows results)
    {
        foreach ((string id, int edge, int heads, int shift) in ((string, int, int, int)[])[("56", 56, 3, 0), ("56-shifted", 56, 3, 3), ("28-shifted", 28, 6, 3), ("14-shifted", 14, 12, 3), ("7", 7, 24, 0)])
        {
            Attention(results, id, results.Effort.Of(edge, Math.Min(edge, 14)), results.Effort.Of(heads, 1), shift);
        }

        MemoryKernels.Run(results);
        Layers(results);
        Optimizer(results);
    }

    private static void Attention(ResultRows results, string id, int edge, int heads, int shift)
    {
        using DisposeScope scope = NewDisposeScope();
        int films = results.Effort.Of(8, 1), rounds = results.Effort.Of(9, 1);
        var windows = new PlainWindows(edge, 7, shift, heads);
        Tensor[] states = [.. Enumerable.Range(0, 3).Select(_ => randn(films, edge * edge, heads * HeadSize))];
        Tensor[] half = [.. states.Select(x => x.bfloat16())];
        Tensor bias = randn(heads, Tokens, Tokens);
        double work = 4.0 * Tokens * Tokens * HeadSize * heads * windows.Count * films;
        using (no_grad())
        {
            Rows("", work, Turns.Take(
                rounds, () => windows.Attend(states, bias), () => windows.Kernel(states, bias), () => windows.Attend(half, bias.bfloat16()), () => windows.Kernel(half, bias)));
        }

        Tensor[] all = [.. states.Append(bias).Select(x => x.requires_grad_(true))], halves = [.. half.Append(bias).Select(x => x.detach().requires_grad_(true))];
        Rows("-backward", 3.5 * work, Turns.Take(
            rounds, () => windows.Attend(all, all[3]).sum().backward(), () => windows.Kernel(all, all[3]).sum().backward(),
            () => windows.Attend(halves, halves[3].bfloat16()).sum().backward(), () => windows.Kernel(halves, halves[3]).sum().backward()));

        void Rows(string suffix, double operations, Turns turns)
        {
            foreach ((string arithmetic, int plain) in ((string, int)[])[("fp32", 0), ("bf16", 2)])
            {
                results.Add($"kernels/window-{id}-{arithmetic}{suffix}", turns.Ratio(plain, plain + 1), FormattableString.Invariant(
                    $"ours {turns[plain + 1]:0.00} ms, {operations / turns[plain + 1] / 1e6:0} GFLOP/s"));
            }
        }
    }

    // Dense layers of Swin-T's four stages and of BERT, with gradients; alike where BLAS keeps up.
    private static void Layers(ResultRows results)
    {
        foreach ((int rows, int inputs, int outputs) in ((int, int, int)[])[(25088, 96, 384), (6272, 192, 768), (1568, 384, 1536), (392, 768, 3072), (192, 3072, 768)])
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor x = randn([results.Effort.Of(rows, 32), inputs], requires_grad: true), weight = randn([outputs, inputs], requires_grad: true);
            Tensor Forward() => nn.functional.linear(x, weight);
            Action Plainly(Action work) => () =>
            {
                using IDisposable off = FusedKernels.Disable();
                work();
            };
            Action forward = () => Forward(), both = () => Forward().sum().backward();
            Turns turns = Turns.Take(results.Effort.Of(9, 1), Plainly(forward), forward, Plainly(both), both);
            results.Add($"kernels/dense-{rows}x{inputs}x{outputs}", turns.Ratio(0, 1), FormattableString.Invariant($"ours {turns[1]:0.0} ms"));
            results.Add($"kernels/dense-{rows}x{inputs}x{outputs}-backward", turns.Ratio(2, 3), FormattableString.Invariant($"ours {turns[3]:0.0} ms"));
        }
    }

    // Norm, clipping and AdamW over the parameters of Swin-T and BERT-base together.
    private static void Optimizer(ResultRows results)
    {
        using var here = new OptimizerScenario(results.Effort.Of(true, false));
        using Worker untouched = StockWorker.Start();
        string line = results.Effort.Of("optimizer full", "optimizer tiny");
        Turns turns = Turns.Timed(results.Effort.Of(9, 1), 1, () => Turns.Wall(here.Ours), () => untouched.Ask(line), () => Turns.Wall(here.Stock));
        results.Add("kernels/optimizer", turns.Ratio(1, 0), FormattableString.Invariant(
            $"{here.Numbers / 1e6:0.0} M parameters, ours {turns[0]:0} ms, {8 * sizeof(float) * here.Numbers / turns[0] / 1e6:0} GB/s; the other {turns[1]:0} ms"));
        results.Add("kernels/optimizer-knobs", turns.Ratio(2, 0), FormattableString.Invariant($"the other {turns[2]:0} ms"));
    }
}
