using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models.Tests;

/// <summary>Comparisons of tensors by the measure of fixtures/models: largest difference over largest magnitude of the expected.</summary>
internal static class Tensors
{
    public static double[] Numbers(Tensor tensor)
    {
        using DisposeScope scope = NewDisposeScope();
        return tensor.detach().to(ScalarType.Float64).cpu().contiguous().data<double>().ToArray();
    }

    public static void ShouldMatch(Tensor actual, Tensor expected, double tolerance, string name)
    {
        actual.shape.ShouldBe(expected.shape, name);
        Difference(actual, expected, 0).ShouldBeLessThanOrEqualTo(tolerance, name);
    }

    public static double Difference(Tensor actual, Tensor expected, double floor)
    {
        double[] a = Numbers(actual);
        double[] e = Numbers(expected);
        double largest = floor;
        double difference = 0;
        for (int i = 0; i < e.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(e[i]));
            difference = double.IsNaN(a[i]) ? double.PositiveInfinity : Math.Max(difference, Math.Abs(a[i] - e[i]));
        }

        return difference == 0 ? 0 : difference / largest;
    }
}
