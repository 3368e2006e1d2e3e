using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

/// <summary>Dense layers whichever library multiplies: small ones go through BLAS, large ones through oneDNN where BLAS lags.</summary>
public sealed class DenseLayerTests
{
    [Theory]
    [InlineData(3, 5, 7, true)]
    [InlineData(64, 256, 257, true)]
    [InlineData(300, 129, 200, false)]
    [InlineData(49, 1031, 97, true)]
    [InlineData(1000, 64, 192, true)]
    public void Values_and_gradients_are_those_of_double_precision(int rows, int inputs, int outputs, bool hasBias)
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(2);
        Tensor x = randn([2, rows, inputs], ScalarType.Float64), weight = randn([outputs, inputs], ScalarType.Float64), bias = randn([outputs], ScalarType.Float64);
        Tensor pull = randn([2, rows, outputs], ScalarType.Float64);
        Tensor[] exact = Run(ScalarType.Float64), single = Run(ScalarType.Float32);
        for (int i = 0; i < exact.Length; i++)
        {
            single[i].shape.ShouldBe(exact[i].shape);
            double scale = exact[i].abs().max().item<double>();
            (single[i].@double() - exact[i]).abs().max().item<double>().ShouldBeLessThan(2e-6 * scale, $"{i}");
        }

        Tensor[] Run(ScalarType type)
        {
            Tensor[] leaves = [.. ((Tensor[])[x, weight, bias]).Select(t => t.to(type).detach().requires_grad_(true))];
            Tensor y = nn.functional.linear(leaves[0], leaves[1], hasBias ? leaves[2] : null);
            (y * pull.to(type)).sum().backward();
            return [y.detach(), .. leaves.Take(hasBias ? 3 : 2).Select(leaf => leaf.grad!)];
        }
    }

    [Fact]
    public void Autocast_and_rows_that_lie_apart_are_left_to_libtorch()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = randn(256, 256), weight = randn(256, 256);
        using (Autocast.Enter(ScalarType.BFloat16))
        {
            nn.functional.linear(x, weight).dtype.ShouldBe(ScalarType.BFloat16);
        }

        Tensor across = x.t();
        (nn.functional.linear(across, weight) - across.matmul(weight.t())).abs().max().item<float>().ShouldBe(0);
    }

    [Fact]
    public void The_same_input_gives_the_same_bits_again()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = randn(512, 384), weight = randn(640, 384), bias = randn(640);
        Tensor first = nn.functional.linear(x, weight, bias);
        Enumerable.Range(0, 3).ShouldAllBe(_ => nn.functional.linear(x, weight, bias).equal(first).all().item<bool>());
    }
}
