using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MedClip.Torch.Tests;

public class InitTests
{
    [Fact]
    public void Constants_fill_and_record_nothing()
    {
        using TorchSharp.Modules.Parameter weight = Parameter(rand(3));
        init.constant_(weight, 2.5).data<float>().ToArray().ShouldBe([2.5f, 2.5f, 2.5f]);
        init.zeros_(weight).sum().item<float>().ShouldBe(0);
        init.ones_(weight).sum().item<float>().ShouldBe(3);
        weight.is_leaf.ShouldBeTrue();
    }

    [Fact]
    public void Draws_have_the_spread_they_promise()
    {
        using var generator = new Generator(11, CPU);
        using Tensor weight = zeros(200, 50, dtype: ScalarType.Float64);
        Spread(init.uniform_(weight, -1, 3, generator)).ShouldBe((1, 4 / Math.Sqrt(12)), 0.03);
        Spread(init.normal_(weight, 2, 0.5, generator)).ShouldBe((2, 0.5), 0.03);
        Spread(init.xavier_uniform_(weight)).ShouldBe((0, Math.Sqrt(2.0 / 250)), 0.03);
        Spread(init.xavier_normal_(weight, 2)).ShouldBe((0, 2 * Math.Sqrt(2.0 / 250)), 0.03);
        Spread(init.kaiming_uniform_(weight, Math.Sqrt(5))).ShouldBe((0, Math.Sqrt(1.0 / 3 / 50)), 0.03);
        Spread(init.kaiming_normal_(weight, mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.ReLU)).ShouldBe((0, Math.Sqrt(2.0 / 200)), 0.03);
    }

    [Fact]
    public void A_cut_normal_stays_within_its_bounds_with_the_spread_of_one()
    {
        manual_seed(2);
        using Tensor weight = zeros(20_000, dtype: ScalarType.Float64);
        init.trunc_normal_(weight, std: 0.02);
        Spread(weight).ShouldBe((0, 0.02), 0.01);
        init.trunc_normal_(weight, mean: 1, std: 1, a: 0, b: 2);
        double[] values = weight.data<double>().ToArray();
        values.Min().ShouldBeGreaterThanOrEqualTo(0);
        values.Max().ShouldBeLessThanOrEqualTo(2);
        Spread(weight).ShouldBe((1, 0.5396), 0.02); // a normal cut at one deviation
    }

    [Fact]
    public void The_same_generator_draws_the_same()
    {
        using var one = new Generator(5, CPU);
        using var other = new Generator(5, CPU);
        using Tensor a = init.normal_(zeros(10), generator: one);
        using Tensor b = init.normal_(zeros(10), generator: other);
        a.data<float>().ToArray().ShouldBe(b.data<float>().ToArray());
    }

    [Fact]
    public void Inputs_and_outputs_are_counted_with_the_kernels_taps()
    {
        init.CalculateFanInAndFanOut(zeros(8, 3, 5, 5)).ShouldBe((75L, 200L));
        Should.Throw<ArgumentException>(() => init.CalculateFanInAndFanOut(zeros(8)));
        init.calculate_gain(init.NonlinearityType.ReLU).ShouldBe(Math.Sqrt(2));
        init.calculate_gain(init.NonlinearityType.Tanh).ShouldBe(5.0 / 3);
        init.calculate_gain(init.NonlinearityType.LeakyReLU, 1).ShouldBe(1);
        init.calculate_gain(init.NonlinearityType.Sigmoid).ShouldBe(1);
    }

    private static (double Mean, double Deviation) Spread(Tensor tensor) => (tensor.mean().item<double>(), tensor.std().item<double>());
}

internal static class SpreadAssertions
{
    /// <summary>Compares mean and deviation within a share of the deviation.</summary>
    public static void ShouldBe(this (double Mean, double Deviation) actual, (double Mean, double Deviation) expected, double tolerance)
    {
        actual.Mean.ShouldBe(expected.Mean, tolerance);
        actual.Deviation.ShouldBe(expected.Deviation, tolerance * Math.Max(expected.Deviation, 0.1));
    }
}
