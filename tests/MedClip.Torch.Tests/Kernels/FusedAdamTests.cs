using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

/// <summary>AdamW in one pass against plain operators, on every level of instructions.</summary>
[Collection(KernelLevels.Name)]
public sealed class FusedAdamTests
{
    public static TheoryData<string> Levels() => [.. KernelLevels.Here];

    [Theory]
    [MemberData(nameof(Levels))]
    public void Steps_are_those_of_plain_operators(string level)
    {
        using IDisposable use = KernelLevels.Use(level);
        using DisposeScope scope = NewDisposeScope();
        long[][] shapes = [[1], [3], [17, 5], [33, 100, 11], [8, 4, 3, 3]];
        (double[] fused, double[] plain) = (Train(shapes, false), Train(shapes, true));
        for (int i = 0; i < plain.Length; i++)
        {
            fused[i].ShouldBe(plain[i], 2e-6 * Math.Max(1, Math.Abs(plain[i])), $"{i}");
        }
    }

    [Fact]
    public void Other_optimizers_take_scaled_gradients()
    {
        using DisposeScope scope = NewDisposeScope();
        var weight = new Parameter(ones(3));
        weight.grad = tensor(new float[] { 1, 2, 3 });
        using var sgd = optim.SGD([weight], 0.5);
        ScaledStep.Run(sgd, [weight], 0.1);
        weight.data<float>().ToArray().ShouldBe([0.95f, 0.9f, 0.85f], 1e-6);
    }

    // Weights after a few steps with gradients that are clipped; channels-last weights with dense gradients among them.
    private static double[] Train(long[][] shapes, bool plainly)
    {
        using IDisposable? off = plainly ? FusedKernels.Disable() : null;
        manual_seed(4);
        Parameter[] weights = [.. shapes.Select(shape => new Parameter(shape.Length == 4 ? randn(shape).transpose(1, 3).contiguous().transpose(1, 3) : randn(shape)))];
        using var adam = optim.AdamW(weights, lr: 0.01, weight_decay: 0.1);
        for (int step = 0; step < 5; step++)
        {
            foreach (Parameter weight in weights)
            {
                weight.grad = randn(weight.shape) * 3;
            }

            ScaledStep.Run(adam, weights, 0.25);
        }

        return [.. weights.SelectMany(weight => weight.contiguous().data<float>().ToArray().Select(x => (double)x))];
    }
}
