using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

/// <summary>Batch normalisation in training against plain operators in double precision: values, gradients and running statistics, on every level of instructions.</summary>
[Collection(KernelLevels.Name)]
public sealed class BatchNormKernelTests
{
    /// <summary>Films, channels, height, width.</summary>
    public static TheoryData<string, int, int, int, int> Sizes()
    {
        var data = new TheoryData<string, int, int, int, int>();
        foreach (string level in KernelLevels.Here)
        {
            foreach ((int films, int channels, int height, int width) in new[] { (2, 1, 1, 1), (3, 5, 7, 7), (1, 3, 4, 4), (4, 2, 5, 3), (2, 7, 16, 17), (2, 3, 96, 97), (8, 33, 1, 2) })
            {
                data.Add(level, films, channels, height, width);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Values_gradients_and_running_statistics_are_those_of_plain_operators(string level, int films, int channels, int height, int width)
    {
        using IDisposable use = KernelLevels.Use(level);
        using DisposeScope scope = NewDisposeScope();
        manual_seed(films + width);
        Tensor x = (randn([films, channels, height, width]) * 3) + 20, weight = randn([channels]), bias = randn([channels]), slope = randn([films, channels, height, width]);
        Close(Results(x, weight, bias, slope), Results(x.@double(), weight.@double(), bias.@double(), slope.@double()), 3e-5);

        (Tensor half, Tensor halfSlope) = (x.bfloat16(), slope.bfloat16());
        Tensor[] rounded = Results(half, weight, bias, halfSlope);
        rounded[0].dtype.ShouldBe(ScalarType.BFloat16);
        Close(rounded, Results(half.@double(), weight.@double(), bias.@double(), halfSlope.@double()), 8e-3);
    }

    [Fact]
    public void Weight_bias_and_running_statistics_may_be_absent()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = randn([3, 4, 5, 5]).requires_grad_(true);
        BatchNormKernel.Takes(x, null, null).ShouldBeTrue();
        Tensor fused = nn.functional.batch_norm(x, null, null, training: true);
        using IDisposable plain = FusedKernels.Disable();
        fused.allclose(nn.functional.batch_norm(x, null, null, training: true), 1e-5, 1e-6).ShouldBeTrue();
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = randn([3, 9, 13, 13]), weight = randn([9]), bias = randn([9]), slope = randn([3, 9, 13, 13]);
        int before = get_num_threads();
        Tensor[][] runs = [.. new[] { 1, 2, 3 }.Select(threads =>
        {
            set_num_threads(threads);
            return Results(x, weight, bias, slope);
        })];
        set_num_threads(before);
        runs[1..].ShouldAllBe(run => run.Zip(runs[0]).All(pair => pair.First.equal(pair.Second).all().item<bool>()));
    }

    [Fact]
    public void What_the_kernel_does_not_take_is_left_to_libtorch()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = randn([2, 3, 4, 5]);
        BatchNormKernel.Takes(x, zeros([3])).ShouldBeTrue();
        BatchNormKernel.Takes(x.permute(0, 1, 3, 2)).ShouldBeFalse();
        BatchNormKernel.Takes(x.@double()).ShouldBeFalse();
        BatchNormKernel.Takes(x, zeros([3], ScalarType.BFloat16)).ShouldBeFalse();
        BatchNormKernel.Takes(randn([1, 3, 1, 1])).ShouldBeFalse();
        using IDisposable plain = FusedKernels.Disable();
        BatchNormKernel.Takes(x).ShouldBeFalse();
    }

    [Fact]
    public void The_gradient_can_be_differentiated_again()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = randn([3, 2, 4, 5]), weight = randn([2]), slope = randn([3, 2, 4, 5]);
        Tensor fused = Second(x);
        using IDisposable plain = FusedKernels.Disable();
        fused.allclose(Second(x), 1e-4, 1e-5).ShouldBeTrue();

        Tensor Second(Tensor values)
        {
            Tensor leaf = values.detach().clone().requires_grad_(true);
            Tensor y = nn.functional.batch_norm(leaf, null, null, weight, training: true);
            IList<Tensor> first = autograd.grad([(y * slope).sum()], [leaf], create_graph: true);
            first[0].pow(2).sum().backward();
            return leaf.grad!;
        }
    }

    private static Tensor[] Results(Tensor x, Tensor weight, Tensor bias, Tensor slope)
    {
        Tensor[] inputs = [.. new[] { x, weight, bias }.Select(t => t.detach().clone().requires_grad_(true))];
        ScalarType type = weight.dtype;
        Tensor mean = ones([x.shape[1]], type), variance = ones([x.shape[1]], type) * 2;
        bool isKernel = type == ScalarType.Float32;
        BatchNormKernel.Takes(x, mean, variance, weight, bias).ShouldBe(isKernel);
        Tensor y = nn.functional.batch_norm(inputs[0], mean, variance, inputs[1], inputs[2], training: true, momentum: 0.3);
        (y * slope).sum().backward();
        return [y.detach(), mean, variance, .. inputs.Select(t => t.grad!)];
    }

    private static void Close(Tensor[] found, Tensor[] expected, double tolerance)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            double scale = Math.Max(1, expected[i].abs().max().item<double>());
            (found[i].@double() - expected[i]).abs().max().item<double>().ShouldBeLessThan(tolerance * scale, $"{i}");
        }
    }
}
