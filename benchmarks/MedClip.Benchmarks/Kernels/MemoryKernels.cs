using MedClip.Benchmarks.Results;
using MedClip.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Benchmarks.Kernels;

/// <summary>The kernels that are a few passes over memory, against their twins.</summary>
internal static class MemoryKernels
{
    public static void Run(ResultRows results)
    {
        using DisposeScope scope = NewDisposeScope();
        foreach ((int rows, int width) in ((int, int)[])[(384, 768), (384, 3072), (25088, 96)])
        {
            Tensor states = randn(results.Effort.Of(rows, 32), width);
            Compare(results, $"dropout-{rows}x{width}-fp32", states, x => nn.functional.dropout(x, 0.1), 8, 16);
            Compare(results, $"dropout-{rows}x{width}-bf16", states.bfloat16(), x => nn.functional.dropout(x, 0.1), 4, 8);
        }

        foreach ((int rows, int width) in ((int, int)[])[(384, 768), (25088, 96), (1568, 384)])
        {
            foreach ((string weights, ScalarType type) in ((string, ScalarType)[])[("fp32", ScalarType.Float32), ("bf16", ScalarType.BFloat16)])
            {
                Tensor weight = ones([width], type, requires_grad: true), bias = zeros([width], type, requires_grad: true);
                Compare(results, $"norm-by-{weights}-{rows}x{width}", randn(results.Effort.Of(rows, 32), width).bfloat16(), x => MixedLayerNorm.Apply(x, weight, bias, 1e-5, ScalarType.BFloat16), 4, 10);
            }
        }

        Tensor maps = randn(results.Effort.Of(8, 1), 64, results.Effort.Of(112, 8), results.Effort.Of(112, 8)), channels = ones([64], requires_grad: true);
        Compare(results, "batch-norm-fp32", maps, Normalised, 12, 32);
        Compare(results, "batch-norm-bf16", maps.bfloat16(), Normalised, 6, 16);
        Compare(results, "max-pool", maps, x => nn.functional.max_pool2d(x, 3, 2, 1), 6, 12);

        Tensor Normalised(Tensor x) => nn.functional.batch_norm(x, null, null, channels, channels, training: true);
    }

    // `bytes`: what must be read and written for an element of the states.
    private static void Compare(ResultRows results, string kernel, Tensor states, Func<Tensor, Tensor> layer, int bytes, int bytesWithGradient)
    {
        using DisposeScope scope = NewDisposeScope();
        int rounds = results.Effort.Of(60, 1);   // of a few milliseconds and less
        Tensor leaf = states.detach().clone().requires_grad_(true);
        Tensor pull = layer(states).detach();
        Action forward = () => layer(states), both = () => layer(leaf).backward([pull]);
        Turns turns = Turns.Take(rounds, Plainly(Without(forward)), Without(forward), Plainly(both), both);
        results.Add($"kernels/{kernel}", turns.Ratio(0, 1), Speed(turns[1], bytes));
        results.Add($"kernels/{kernel}-backward", turns.Ratio(2, 3), Speed(turns[3], bytesWithGradient));

        string Speed(double time, int moved) => FormattableString.Invariant($"ours {time:0.00} ms, {moved * states.numel() / time / 1e6:0.0} GB/s");
    }

    private static Action Plainly(Action work) => () =>
    {
        using IDisposable off = FusedKernels.Disable();
        work();
    };

    private static Action Without(Action work) => () =>
    {
        using IDisposable gradients = no_grad();
        work();
    };
}
