using MedClip.Benchmarks.Results;
using MedClip.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Benchmarks.Kernels;

/// <summary>The kernels that are a pass over memory, dropout and layer norm to bfloat16, against their twins, from float32 and from bfloat16.</summary>
internal static class MemoryKernels
{
    public static void Run(ResultRows results)
    {
        foreach ((int rows, int width) in ((int, int)[])[(384, 768), (384, 3072), (25088, 96)])
        {
            Compare(results, "dropout", rows, width, x => nn.functional.dropout(x, 0.1), (8, 4), (16, 8));
        }

        foreach ((int rows, int width) in ((int, int)[])[(384, 768), (25088, 96), (1568, 384)])
        {
            foreach ((string weights, ScalarType type) in ((string, ScalarType)[])[("fp32", ScalarType.Float32), ("bf16", ScalarType.BFloat16)])
            {
                Tensor weight = ones([width], type, requires_grad: true), bias = zeros([width], type, requires_grad: true);
                Compare(results, $"norm-by-{weights}", rows, width, x => MixedLayerNorm.Apply(x, weight, bias, 1e-5, ScalarType.BFloat16), (6, 4), (16, 10));
            }
        }
    }

    // The bytes of an element that must be read and written, from float32 and from bfloat16.
    private static void Compare(ResultRows results, string kernel, int rows, int width, Func<Tensor, Tensor> layer, (int Single, int Half) bytes, (int Single, int Half) bytesWithGradient)
    {
        using DisposeScope scope = NewDisposeScope();
        int rounds = results.Effort.Of(60, 1);   // of fractions of a millisecond
        Tensor single = randn(results.Effort.Of(rows, 32), width);
        foreach ((string arithmetic, Tensor x, int moved, int movedWithGradient) in ((string, Tensor, int, int)[])
            [("fp32", single, bytes.Single, bytesWithGradient.Single), ("bf16", single.bfloat16(), bytes.Half, bytesWithGradient.Half)])
        {
            Tensor leaf = x.detach().clone().requires_grad_(true);
            Tensor pull = layer(x).detach();
            Action forward = () => layer(x.detach()), both = () => layer(leaf).backward([pull]);
            Turns turns = Turns.Take(rounds, Plainly(Without(forward)), Without(forward), Plainly(both), both);
            string id = $"kernels/{kernel}-{rows}x{width}-{arithmetic}";
            results.Add(id, turns.Ratio(0, 1), Speed(turns[1], moved));
            results.Add($"{id}-backward", turns.Ratio(2, 3), Speed(turns[3], movedWithGradient));
        }

        string Speed(double time, int moved) => FormattableString.Invariant($"ours {time:0.00} ms, {moved * single.numel() / time / 1e6:0.0} GB/s");
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
