using System.Diagnostics;
using MedClip.Benchmarks.Training;
using MedClip.Models;
using MedClip.Torch;
using MedClip.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Benchmarks.Kernels;

/// <summary><c>./build.sh bench kernels</c>: each kernel against its twin of plain operators, in turn, with the share of the processor's peak that it reaches.</summary>
internal static class KernelBenchmark
{
    private const int Films = 8, Rounds = 9;

    public static void Run()
    {
        Console.WriteLine($"{Films} films, {get_num_threads()} threads, kernels for {FusedKernels.Level}; best of {Rounds} rounds in turn");
        Console.WriteLine();
        Console.WriteLine("| kernel | plain ÷ kernel, fp32 | bf16 | kernel fp32, ms | bf16, ms | GFLOP/s |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach ((int edge, int heads, int shift) in ((int, int, int)[])[(56, 3, 0), (56, 3, 3), (28, 6, 3), (14, 12, 3), (7, 24, 0)])
        {
            Attention(edge, heads, shift);
        }

        Layers();
        Optimizer();
    }

    private static void Attention(int edge, int heads, int shift)
    {
        using DisposeScope scope = NewDisposeScope();
        var windows = new PlainWindows(edge, 7, shift, heads);
        Tensor[] states = [.. Enumerable.Range(0, 3).Select(_ => randn(Films, edge * edge, heads * 32))];
        Tensor[] half = [.. states.Select(x => x.bfloat16())];
        Tensor bias = randn(heads, 49, 49);
        double work = 4.0 * 49 * 49 * 32 * heads * windows.Count * Films;
        using (no_grad())
        {
            double[] times = Best(() => windows.Attend(states, bias), () => windows.Kernel(states, bias), () => windows.Attend(half, bias.bfloat16()), () => windows.Kernel(half, bias));
            Row($"window attention, {edge}×{edge}, {heads} heads, shift {shift}", times, work);
        }

        Tensor[] all = [.. states.Append(bias).Select(x => x.requires_grad_(true))], halves = [.. half.Append(bias).Select(x => x.detach().requires_grad_(true))];
        double[] both = Best(
            () => windows.Attend(all, all[3]).sum().backward(), () => windows.Kernel(all, all[3]).sum().backward(),
            () => windows.Attend(halves, halves[3].bfloat16()).sum().backward(), () => windows.Kernel(halves, halves[3]).sum().backward());
        Row("the same with backward", both, 3.5 * work);
    }

    // Dense layers of Swin-T's four stages and of BERT, with gradients; alike where BLAS keeps up.
    private static void Layers()
    {
        Console.WriteLine();
        Console.WriteLine("| dense layer, fp32, rows × inputs × outputs | plain ÷ ours, forward | with backward |");
        Console.WriteLine("|---|---|---|");
        foreach ((int rows, int inputs, int outputs) in ((int, int, int)[])[(25088, 96, 384), (6272, 192, 768), (1568, 384, 1536), (392, 768, 3072), (192, 3072, 768)])
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor x = randn([rows, inputs], requires_grad: true), weight = randn([outputs, inputs], requires_grad: true);
            Tensor Forward() => nn.functional.linear(x, weight);
            Action Plainly(Action work) => () =>
            {
                using IDisposable off = FusedKernels.Disable();
                work();
            };
            Action forward = () => Forward(), both = () => Forward().sum().backward();
            double[] times = Best(Plainly(forward), forward, Plainly(both), both);
            Console.WriteLine(FormattableString.Invariant($"| {rows} × {inputs} × {outputs} | {times[0] / times[1]:0.0}× | {times[2] / times[3]:0.0}× |"));
        }
    }

    // Norm, clipping and AdamW over the parameters of Swin-T and BERT-base together.
    private static void Optimizer()
    {
        using DisposeScope scope = NewDisposeScope();
        using var model = new MedClipModel(MedClipConfig.MedClipVit, new SeedSequence(1));
        Parameter[] parameters = [.. model.parameters()];
        foreach (Parameter parameter in parameters)
        {
            parameter.grad = randn(parameter.shape);
        }

        using var adam = optim.AdamW(parameters, lr: 1e-5, weight_decay: 1e-4);
        void Step()
        {
            double norm = GradientClipping.Norm(parameters).item<double>();
            ScaledStep.Run(adam, parameters, 1 / (norm + 1));
        }

        var stock = new StockAdamW(parameters, 1e-5);
        double[] times = Best(stock.Step, Step);
        double bytes = 8.0 * sizeof(float) * parameters.Sum(parameter => parameter.numel());
        Console.WriteLine();
        Console.WriteLine("| clip and AdamW | operator by operator ÷ kernel | kernel, ms | GB/s |");
        Console.WriteLine("|---|---|---|---|");
        Console.WriteLine(FormattableString.Invariant($"| {parameters.Sum(parameter => parameter.numel()) / 1e6:0.0} M parameters | {times[0] / times[1]:0.0}× | {times[1]:0} | {bytes / times[1] / 1e6:0} |"));
    }

    private static void Row(string name, double[] times, double work) => Console.WriteLine(FormattableString.Invariant(
        $"| {name} | {times[0] / times[1]:0.0}× | {times[2] / times[3]:0.0}× | {times[1]:0.00} | {times[3]:0.00} | {work / times[1] / 1e6:0} |"));

    internal static double[] Best(params Action[] ways)
    {
        double[] best = [.. ways.Select(_ => double.PositiveInfinity)];
        for (int round = 0; round < Rounds; round++)
        {
            for (int way = 0; way < ways.Length; way++)
            {
                using DisposeScope scope = NewDisposeScope();
                long start = Stopwatch.GetTimestamp();
                ways[way]();
                best[way] = Math.Min(best[way], Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        return best;
    }
}
