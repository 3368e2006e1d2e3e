using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

/// <summary>Compares autograd's gradients with central differences, in double precision.</summary>
internal static class LayerGradient
{
    private const double Step = 1e-6;

    /// <summary>Every element of every input is moved a little; the output is weighted so that no two elements cancel.</summary>
    public static void Check(Func<Tensor[], Tensor> function, params double[][] values) =>
        Check(function, [.. values.Select(value => tensor(value))]);

    public static void Check(Func<Tensor[], Tensor> function, params Tensor[] inputs)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] leaves = [.. inputs.Select(input => input.to(ScalarType.Float64, copy: true).requires_grad_())];
        Weighted(function, leaves).backward();
        for (int which = 0; which < leaves.Length; which++)
        {
            double[] gradient = leaves[which].grad!.contiguous().data<double>().ToArray();
            for (int i = 0; i < gradient.Length; i++)
            {
                double numeric = (At(function, leaves, which, i, Step) - At(function, leaves, which, i, -Step)) / (2 * Step);
                gradient[i].ShouldBe(numeric, 1e-6 * Math.Max(1, Math.Abs(numeric)), $"gradient of input {which}, element {i}");
            }
        }
    }

    private static double At(Func<Tensor[], Tensor> function, Tensor[] leaves, int which, int element, double step)
    {
        using DisposeScope scope = NewDisposeScope();
        using var frozen = no_grad();
        Tensor[] moved = [.. leaves];
        double[] values = leaves[which].detach().clone().contiguous().data<double>().ToArray();
        values[element] += step;
        moved[which] = tensor(values).reshape(leaves[which].shape);
        return Weighted(function, moved).item<double>();
    }

    private static Tensor Weighted(Func<Tensor[], Tensor> function, Tensor[] inputs)
    {
        Tensor output = function(inputs);
        Tensor weights = (arange(output.numel(), dtype: ScalarType.Float64) * 0.7).cos().reshape(output.shape);
        return (output * weights).sum();
    }
}
