using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

/// <summary>Compares gradients with central differences in double precision.</summary>
internal static class FiniteDifferences
{
    private const double Step = 1e-6;

    public static void Compare(Func<Tensor[], Tensor> function, Grid[] inputs, string name)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] leaves = [.. inputs.Select(i => i.ToTensor(ScalarType.Float64).requires_grad_())];
        Tensor output = function(leaves);
        output.is_floating_point().ShouldBeTrue();
        // Weights that differ, so that a gradient that lands on the wrong element shows.
        Tensor weights = arange(1, output.numel() + 1, ScalarType.Float64).reshape(output.shape);
        (output * weights).sum().backward();
        for (int i = 0; i < inputs.Length; i++)
        {
            if (leaves[i].grad is null)
            {
                throw new Xunit.Sdk.XunitException($"{name}: input {i} has no gradient");
            }
            Grid gradient = Grid.Of(leaves[i].grad);
            for (int e = 0; e < inputs[i].Values.Length; e++)
            {
                double slope = (Weighted(function, inputs, i, e, Step, weights) - Weighted(function, inputs, i, e, -Step, weights)) / (2 * Step);
                Math.Abs(gradient.Values[e] - slope).ShouldBeLessThan(1e-4 * (1 + Math.Abs(slope)), $"{name}: gradient of element {e} of input {i} is {gradient.Values[e]}, differences give {slope}");
            }
        }
    }

    private static double Weighted(Func<Tensor[], Tensor> function, Grid[] inputs, int input, int element, double step, Tensor weights)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable guard = no_grad();
        Tensor[] moved = [.. inputs.Select((g, i) => Shifted(g, i == input ? element : -1, step).ToTensor(ScalarType.Float64))];
        return (function(moved) * weights).sum().item<double>();
    }

    private static Grid Shifted(Grid grid, int element, double step)
    {
        double[] values = (double[])grid.Values.Clone();
        if (element >= 0)
        {
            values[element] += step;
        }
        return grid with { Values = values };
    }
}
