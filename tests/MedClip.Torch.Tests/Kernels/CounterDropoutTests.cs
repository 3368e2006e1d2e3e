using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace MedClip.Torch.Tests;

/// <summary>Dropout by a counter: its distribution, its gradient, and that nothing but the seed decides on its zeros.</summary>
[Collection(KernelLevels.Name)]
public sealed class CounterDropoutTests
{
    public static TheoryData<string> Levels() => [.. KernelLevels.Here];

    /// <summary>Each rate, and neighbours in place, in 16 lanes and in time: their frequencies lie within 5 standard deviations.</summary>
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.93)]
    public void Elements_are_dropped_independently_with_their_probability(double p)
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(11);
        const int n = 1 << 20;
        bool[][] calls = [.. Enumerable.Range(0, 4).Select(_ => Dropped(F.dropout(ones(n), p)))];
        foreach (bool[] dropped in calls)
        {
            Near(dropped.Count(d => d), p, n, "one");
            for (int lane = 0; lane < 16; lane++)
            {
                Near(Enumerable.Range(0, n / 16).Count(i => dropped[(16 * i) + lane]), p, n / 16, $"lane {lane}");
            }

            foreach (int distance in (int[])[1, 2, 15, 16, 17, 64, 768, 4096, 1 << 16])
            {
                Near(Enumerable.Range(0, n - distance).Count(i => dropped[i] && dropped[i + distance]), p * p, n - distance, $"distance {distance}");
            }
        }

        for (int call = 1; call < calls.Length; call++)
        {
            Near(Enumerable.Range(0, n).Count(i => calls[call - 1][i] && calls[call][i]), p * p, n, $"calls {call - 1} and {call}");
        }

        static void Near(int count, double probability, int trials, string what) =>
            ((double)count).ShouldBe(trials * probability, 5 * Math.Sqrt(trials * probability * (1 - probability)) + 1, what);
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void Every_level_and_number_of_threads_gives_the_same_bits_at_all_sizes(string level)
    {
        using DisposeScope scope = NewDisposeScope();
        foreach (int n in (int[])[0, 1, 2, 3, 7, 15, 16, 17, 31, 33, 63, 65, 4095, 4096, 4097, 70_001])
        {
            Tensor x = randn(n);
            foreach (Tensor input in (Tensor[])[x, x.bfloat16()])
            {
                using IDisposable use = KernelLevels.Use("plain");
                Tensor expected = Seeded(input, 1);
                using IDisposable other = KernelLevels.Use(level);
                foreach (int threads in (int[])[1, 2, 3])
                {
                    Same(Seeded(input, threads), expected);
                }
            }
        }

        static Tensor Seeded(Tensor input, int threads)
        {
            int before = get_num_threads();
            set_num_threads(threads);
            manual_seed(21);
            Tensor output = F.dropout(input, 0.3);
            set_num_threads(before);
            return output;
        }
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void Kept_values_and_their_gradients_are_scaled_and_others_zero(ScalarType type)
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(5);
        Tensor x = randn([37, 41], ScalarType.Float64).to(type).requires_grad_(true), pull = randn(37, 41).to(type);
        Tensor y = F.dropout(x, 0.4);
        y.backward([pull]);
        Tensor kept = y.detach().ne(0).to(ScalarType.Float32);
        Same(y.detach(), (x.detach().@float() * (1 / (1 - 0.4)) * kept).to(type));
        Same(x.grad!, (pull.@float() * (1 / (1 - 0.4)) * kept).to(type));
        y.dtype.ShouldBe(type);
    }

    [Fact]
    public void Elements_that_lie_in_another_order_or_apart_are_taken_as_they_lie()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] inputs =
        [
            randn(3, 5, 7, 2).transpose(1, 3), randn(3, 5, 7, 2).permute(0, 3, 1, 2), randn(9, 20).narrow(1, 3, 11), randn(1, 6).expand(4, 6), randn(5, 1, 3).transpose(0, 2),
        ];
        foreach (Tensor input in inputs)
        {
            Tensor x = input.detach().requires_grad_(true);
            Tensor y = F.dropout(x, 0.5);
            y.shape.ShouldBe(input.shape);
            Tensor kept = y.detach().ne(0).to(ScalarType.Float32);
            Same(y.detach(), input * kept * 2);
            Tensor pull = randn(input.shape);
            y.backward([pull]);
            Same(x.grad!, pull * kept * 2);
        }
    }

    [Fact]
    public void A_seed_or_a_restored_state_gives_the_same_zeros_again()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = ones(1000);
        manual_seed(7);
        Tensor first = F.dropout(x), state = get_rng_state(), second = F.dropout(x), after = rand(4);
        first.equal(second).all().item<bool>().ShouldBeFalse();
        set_rng_state(state);
        Same(F.dropout(x), second);
        Same(rand(4), after);
        manual_seed(7);
        Same(F.dropout(x), first);
    }

    [Fact]
    public void Nothing_is_dropped_at_0_all_at_1_and_a_NaN_stays()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = randn([100], requires_grad: true);
        Same(F.dropout(x, 0).detach(), x.detach());
        Tensor none = F.dropout(x, 1);
        none.abs().max().item<float>().ShouldBe(0);
        none.sum().backward();
        x.grad!.abs().max().item<float>().ShouldBe(0);
        F.dropout(full([50], float.NaN), 0.5).isnan().all().item<bool>().ShouldBeTrue();
        Should.Throw<ExternalException>(() => F.dropout(x, 1.5)).Message.ShouldContain("probability");
        Should.Throw<ExternalException>(() => Ops.FusedDropout.Call(x, -0.5)).Message.ShouldContain("not a probability");
        Should.Throw<ExternalException>(() => Ops.FusedDropout.Call(x.@double(), 0.5)).Message.ShouldContain("float32");
    }

    [Fact]
    public void The_plain_twin_and_other_types_draw_from_the_same_distribution()
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(2);
        Dropped(F.dropout(ones(100_000, ScalarType.Float64), 0.2).@float()).Count(d => d).ShouldBeInRange(19_000, 21_000);
        using IDisposable off = FusedKernels.Disable();
        Dropped(F.dropout(ones(100_000), 0.2)).Count(d => d).ShouldBeInRange(19_000, 21_000);
    }

    [Fact]
    public void The_gradient_of_the_gradient_has_the_same_zeros()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = randn([64], requires_grad: true);
        Tensor y = F.dropout(x, 0.5), kept = y.detach().ne(0).to(ScalarType.Float32) * 2;
        Tensor first = autograd.grad([(y * y).sum()], [x], create_graph: true)[0];
        Tensor second = autograd.grad([first.sum()], [x])[0];
        Same(second, kept * kept * 2);
    }

    [Fact]
    public void Nothing_but_the_result_stays()
    {
        using (NewDisposeScope())
        {
            F.dropout(randn([100], requires_grad: true), 0.5).sum().backward();
        }

        long before = TorchRuntime.LiveTensors;
        using (NewDisposeScope())
        {
            F.dropout(randn([100], requires_grad: true), 0.5).sum().backward();
        }

        TorchRuntime.LiveTensors.ShouldBe(before);
    }

    private static bool[] Dropped(Tensor output) => [.. output.data<float>().ToArray().Select(value => value == 0)];

    private static void Same(Tensor found, Tensor expected) => found.equal(expected).all().item<bool>().ShouldBeTrue();
}
