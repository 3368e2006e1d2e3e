using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

/// <summary>Layer norm between types against libtorch's in double precision, values and gradients, on every level of instructions.</summary>
[Collection(KernelLevels.Name)]
public sealed class MixedLayerNormTests
{
    private const ScalarType Single = ScalarType.Float32, Half = ScalarType.BFloat16, Exact = ScalarType.Float64;

    /// <summary>Level, rows, width.</summary>
    public static TheoryData<string, int, int> Sizes()
    {
        var data = new TheoryData<string, int, int>();
        foreach (string level in KernelLevels.Here)
        {
            foreach ((int rows, int width) in ((int, int)[])[(1, 1), (1, 2), (3, 3), (2, 7), (17, 15), (16, 16), (5, 17), (33, 31), (100, 96), (15, 127), (40, 129), (7, 768), (2, 1031)])
            {
                data.Add(level, rows, width);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Values_and_gradients_are_those_of_double_precision(string level, int rows, int width)
    {
        using IDisposable use = KernelLevels.Use(level);
        using DisposeScope scope = NewDisposeScope();
        manual_seed(3);
        Tensor x = (randn([2, rows, width], Exact) * 2) + 1, weight = randn([width], Exact), bias = randn([width], Exact), pull = randn([2, rows, width], Exact);
        foreach ((ScalarType from, ScalarType weights, ScalarType to) in ((ScalarType, ScalarType, ScalarType)[])
            [(Single, Single, Single), (Single, Single, Half), (Half, Single, Half), (Half, Single, Single), (Half, Half, Half)])
        {
            Tensor[] given = [x.to(from), weight.to(weights), bias.to(weights)];
            Tensor rounded = pull.to(to);
            Tensor[] found = Run(given, rounded, to), expected = Run([.. given.Select(t => t.@double())], rounded.@double(), Exact);
            for (int i = 0; i < found.Length; i++)
            {
                ScalarType type = i == 0 ? to : i == 1 ? from : weights;
                found[i].dtype.ShouldBe(type);
                double scale = Math.Max(1, expected[i].abs().max().item<double>());
                (found[i].@double() - expected[i]).abs().max().item<double>().ShouldBeLessThan((type == Single ? 4e-6 : 4e-3) * scale, $"{from} by {weights} to {to}, {i}");
            }
        }
    }

    [Fact]
    public void A_mean_far_from_zero_costs_no_precision()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = randn([8, 100]) + 1000, weight = ones(100), bias = zeros(100);
        Tensor expected = MixedLayerNorm.Apply(x.@double(), weight.@double(), bias.@double(), 1e-5, Exact);
        (Kernel(x, weight, bias, Single).@double() - expected).abs().max().item<double>().ShouldBeLessThan(2e-4);
    }

    [Theory]
    [InlineData(1e-4)]
    [InlineData(1e4)]
    public void Many_rows_of_tiny_or_huge_states_stay_finite(double size)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = randn([500, 19], Exact) * size, pull = randn([500, 19], Exact);
        Tensor[] found = Run([x.@float(), ones(19), zeros(19)], pull.@float(), Single);
        Tensor[] expected = Run([x.@float().@double(), ones(19, Exact), zeros(19, Exact)], pull.@float().@double(), Exact);
        for (int i = 0; i < found.Length; i++)
        {
            double scale = expected[i].abs().max().item<double>();
            (found[i].@double() - expected[i]).abs().max().item<double>().ShouldBeLessThan(2e-5 * scale, $"{i}");
        }
    }

    [Fact]
    public void A_module_takes_bfloat16_whatever_its_weights_are()
    {
        using DisposeScope scope = NewDisposeScope();
        using TorchSharp.Modules.LayerNorm norm = nn.LayerNorm(33);
        Tensor x = randn([6, 33]), half = x.bfloat16();
        foreach (bool plainly in (bool[])[false, true])
        {
            using IDisposable? off = plainly ? FusedKernels.Disable() : null;
            Tensor y = norm.call(half);
            y.dtype.ShouldBe(Half);
            (y.@float() - norm.call(half.@float())).abs().max().item<float>().ShouldBeLessThan(0.02f);
        }
    }

    [Fact]
    public void The_plain_twin_gives_the_same_types_and_values()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = randn([6, 33]).bfloat16(), weight = randn(33), bias = randn(33);
        foreach (ScalarType type in (ScalarType[])[Single, Half])
        {
            Tensor kernel = MixedLayerNorm.Apply(x, weight, bias, 1e-5, type);
            using IDisposable off = FusedKernels.Disable();
            Tensor plain = MixedLayerNorm.Apply(x, weight, bias, 1e-5, type);
            plain.dtype.ShouldBe(type);
            (plain.@float() - kernel.@float()).abs().max().item<float>().ShouldBeLessThan(type == Single ? 1e-5f : 0.04f);
        }
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] given = [randn(1000, 65), randn(65), randn(65)];
        Tensor pull = randn(1000, 65);
        int before = get_num_threads();
        Tensor[][] runs = [.. new[] { 1, 2, 3 }.Select(threads =>
        {
            set_num_threads(threads);
            return Run(given, pull, Single);
        })];
        set_num_threads(before);
        foreach (Tensor[] run in runs[1..])
        {
            run.Zip(runs[0]).ShouldAllBe(pair => pair.First.equal(pair.Second).all().item<bool>());
        }
    }

    [Fact]
    public void Rows_that_lie_apart_give_what_dense_rows_give_also_without_gradient()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = randn(5, 4, 20).transpose(0, 1).narrow(2, 1, 18), weight = randn(18), bias = randn(18);
        Tensor dense = Kernel(x.contiguous(), weight, bias, Half);
        Kernel(x, weight, bias, Half).equal(dense).all().item<bool>().ShouldBeTrue();
        Kernel(x.detach().requires_grad_(true), weight, bias, Half).detach().equal(dense).all().item<bool>().ShouldBeTrue();
    }

    [Fact]
    public void The_gradient_of_the_gradient_is_libtorchs()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = randn(4, 9), weight = randn(9), bias = randn(9), pull = randn(4, 9), again = randn(4, 9);
        Tensor Twice(bool plainly)
        {
            Tensor leaf = x.detach().requires_grad_(true);
            Tensor y = plainly ? nn.functional.layer_norm(leaf, [9], weight, bias) : Kernel(leaf, weight, bias, Single);
            Tensor first = autograd.grad([y], [leaf], [pull], create_graph: true)[0];
            return autograd.grad([first], [leaf], [again])[0];
        }

        (Twice(false) - Twice(true)).abs().max().item<float>().ShouldBeLessThan(1e-4f);
    }

    [Fact]
    public void Shapes_and_types_that_do_not_fit_are_refused()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = randn(3, 5), weight = randn(5);
        Refused(() => Kernel(x, randn(4), randn(4), Single), "as wide as the input");
        Refused(() => Kernel(x, weight, randn(4), Single), "as wide as the input");
        Refused(() => Kernel(x.@double(), weight, weight, Single), "neither float32 nor bfloat16");
        MixedLayerNorm.Apply(zeros(0, 5), weight, weight, 1e-5, Half).shape.ShouldBe([0, 5]);

        static void Refused(Func<Tensor> call, string says) => Should.Throw<ExternalException>(call).Message.ShouldContain(says);
    }

    // Also float32 by float32, which is otherwise left to libtorch.
    private static Tensor Kernel(Tensor x, Tensor weight, Tensor bias, ScalarType type) => Ops.FusedLayerNorm.Call(x, weight, bias, 1e-5, (long)type);

    private static Tensor[] Run(Tensor[] given, Tensor pull, ScalarType type)
    {
        Tensor[] leaves = [.. given.Select(t => t.detach().clone().requires_grad_(true))];
        Tensor y = type == Exact ? MixedLayerNorm.Apply(leaves[0], leaves[1], leaves[2], 1e-5, type) : Kernel(leaves[0], leaves[1], leaves[2], type);
        y.backward([pull]);
        return [y.detach(), .. leaves.Select(leaf => leaf.grad!)];
    }
}
