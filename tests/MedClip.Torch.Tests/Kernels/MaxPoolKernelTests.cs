using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

/// <summary>Max pooling against libtorch's: the same bits, forward and backward, on every level of instructions.</summary>
[Collection(KernelLevels.Name)]
public sealed class MaxPoolKernelTests
{
    /// <summary>Height, width, kernel, stride, padding.</summary>
    public static TheoryData<string, int, int, int, int, int> Sizes()
    {
        var data = new TheoryData<string, int, int, int, int, int>();
        foreach (string level in KernelLevels.Here)
        {
            data.Add(level, 64, 64, 3, 2, 1);
            data.Add(level, 17, 33, 3, 2, 1);
            data.Add(level, 1, 1, 3, 2, 1);
            data.Add(level, 7, 5, 2, 2, 0);
            data.Add(level, 9, 21, 3, 1, 1);
            data.Add(level, 23, 19, 5, 3, 2);
            data.Add(level, 6, 6, 1, 1, 0);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Values_and_gradients_are_libtorchs_bits(string level, int height, int width, int kernel, int stride, int padding)
    {
        using IDisposable use = KernelLevels.Use(level);
        using DisposeScope scope = NewDisposeScope();
        manual_seed(height);
        foreach (Tensor x in new[] { randn([3, 2, height, width]), randint(0, 3, [3, 2, height, width]).@float(), Special(height, width) })
        {
            Tensor slope = randn(nn.functional.max_pool2d(x, kernel, stride, padding).shape);
            MaxPoolKernel.Takes(x, [kernel, kernel], [stride, stride], [padding, padding], [1, 1], false).ShouldBeTrue();
            (Tensor value, Tensor gradient) = Results(x, slope);
            using IDisposable plain = FusedKernels.Disable();
            (Tensor expected, Tensor expectedGradient) = Results(x, slope);
            value.data<float>().ToArray().ShouldBe(expected.data<float>().ToArray());
            gradient.data<float>().ToArray().ShouldBe(expectedGradient.data<float>().ToArray());
        }

        (Tensor, Tensor) Results(Tensor x, Tensor slope)
        {
            Tensor input = x.detach().clone().requires_grad_(true);
            Tensor y = nn.functional.max_pool2d(input, kernel, stride, padding);
            (y * slope).nan_to_num(0).sum().backward();
            return (y.detach(), input.grad!);
        }

        static Tensor Special(int height, int width)
        {
            Tensor x = randn([3, 2, height, width]);
            x[0, 0] = float.NegativeInfinity;
            x[1, 1, 0, 0] = float.NaN;
            x[2, 1, height / 2, width / 2] = float.NaN;
            return x;
        }
    }

    [Fact]
    public void The_gradient_can_be_differentiated_again()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = randn([2, 3, 7, 8], requires_grad: true), pull = randn([2, 3, 4, 4], requires_grad: true);
        Tensor y = nn.functional.max_pool2d(x, 3, 2, 1);
        IList<Tensor> first = autograd.grad([y], [x], [pull], create_graph: true);
        first[0].pow(2).sum().backward();

        // The gradient is linear in the pull; where two windows share a place their pulls are added.
        using IDisposable plain = FusedKernels.Disable();
        (Tensor ofKernel, Tensor leaf) = (pull.grad!.clone(), pull.detach().clone().requires_grad_(true));
        IList<Tensor> stock = autograd.grad([nn.functional.max_pool2d(x, 3, 2, 1)], [x], [leaf], create_graph: true);
        stock[0].pow(2).sum().backward();
        ofKernel.allclose(leaf.grad!, 1e-5, 1e-6).ShouldBeTrue();
    }

    [Fact]
    public void What_the_kernel_does_not_take_is_left_to_libtorch()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = randn([1, 2, 8, 8]);
        long[] two = [2, 2], none = [0, 0], one = [1, 1];
        MaxPoolKernel.Takes(x, two, two, none, one, false).ShouldBeTrue();
        MaxPoolKernel.Takes(x, two, two, none, one, true).ShouldBeFalse();
        MaxPoolKernel.Takes(x, [2, 3], two, none, one, false).ShouldBeFalse();
        MaxPoolKernel.Takes(x, two, two, none, two, false).ShouldBeFalse();
        MaxPoolKernel.Takes(x.permute(0, 1, 3, 2), two, two, none, one, false).ShouldBeFalse();
        MaxPoolKernel.Takes(x[0], two, two, none, one, false).ShouldBeFalse();
        using IDisposable plain = FusedKernels.Disable();
        MaxPoolKernel.Takes(x, two, two, none, one, false).ShouldBeFalse();
    }
}
