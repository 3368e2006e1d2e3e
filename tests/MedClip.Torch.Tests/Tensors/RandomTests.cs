using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

public class RandomTests
{
    public static TheoryData<string, Func<Tensor, Tensor>, double, double> Distributions() => new()
    {
        { "normal_", t => t.normal_(2, 3), 2, 3 },
        { "uniform_", t => t.uniform_(-1, 3), 1, 4 / Math.Sqrt(12) },
        { "random_", t => t.random_(0, 10), 4.5, Math.Sqrt(99.0 / 12) },
        { "exponential_", t => t.exponential_(2), 0.5, 0.5 },
        { "log_normal_", t => t.log_normal_(0, 0.5), Math.Exp(0.125), Math.Sqrt((Math.Exp(0.25) - 1) * Math.Exp(0.25)) },
        { "geometric_", t => t.geometric_(0.5), 2, Math.Sqrt(2) },
        { "bernoulli_", t => t.bernoulli_(0.25), 0.25, Math.Sqrt(0.1875) },
        { "bernoulli", t => t.fill_(0.25).bernoulli(), 0.25, Math.Sqrt(0.1875) },
        { "poisson", t => t.fill_(4).poisson(), 4, 2 },
        { "rand_like", t => t.rand_like(), 0.5, 1 / Math.Sqrt(12) },
        { "randn_like", t => t.randn_like(), 0, 1 },
        { "randint_like", t => t.randint_like(0, 10), 4.5, Math.Sqrt(99.0 / 12) },
    };

    [Theory]
    [MemberData(nameof(Distributions))]
    public void A_distribution_has_its_mean_and_deviation(string name, Func<Tensor, Tensor> draw, double mean, double deviation)
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(7).Dispose();
        Tensor drawn = draw(zeros(40000, ScalarType.Float64));
        drawn.mean().item<double>().ShouldBe(mean, 6 * deviation / 200, name);
        drawn.std().item<double>().ShouldBe(deviation, 0.1 * deviation, name);
    }

    [Fact]
    public void The_median_of_a_cauchy_distribution_is_its_place()
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(7).Dispose();
        zeros(40000).cauchy_(3, 2).median().item<float>().ShouldBe(3, 0.1f);
    }

    [Fact]
    public void Indices_are_drawn_by_their_weights()
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(7).Dispose();
        tensor(new[] { 0.0, 1, 3 }).multinomial(4000, true).bincount(ones(4000), 3).data<float>().ToArray().ShouldBe([0, 1000, 3000], 120);
    }

    [Fact]
    public void A_seed_gives_the_same_numbers_again()
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(11).Dispose();
        Tensor first = rand(5);
        manual_seed(11).Dispose();
        rand(5).Equals(first).ShouldBeTrue();
        rand(5).Equals(first).ShouldBeFalse();
    }

    [Fact]
    public void A_generator_of_its_own_leaves_the_default_stream_alone()
    {
        using DisposeScope scope = NewDisposeScope();
        using var generator = new Generator(3);
        Tensor state = get_rng_state();
        Tensor a = randn(4, generator: generator);
        get_rng_state().Equals(state).ShouldBeTrue();
        generator.manual_seed(3);
        randn(4, generator: generator).Equals(a).ShouldBeTrue();
        generator.initial_seed().ShouldBe(3);
    }

    [Fact]
    public void A_stream_continues_from_its_state()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor state = get_rng_state();
        Tensor next = rand(3);
        set_rng_state(state);
        rand(3).Equals(next).ShouldBeTrue();
        using var generator = new Generator(5);
        Tensor own = generator.get_state();
        Tensor a = rand(3, generator: generator);
        generator.set_state(own);
        rand(3, generator: generator).Equals(a).ShouldBeTrue();
    }

    [Fact]
    public void Permutations_and_integers_stay_in_their_range()
    {
        using DisposeScope scope = NewDisposeScope();
        randperm(10).data<long>().ToArray().Order().ShouldBe(Enumerable.Range(0, 10).Select(i => (long)i));
        long[] drawn = randint(3, 6, [200]).data<long>().ToArray();
        (drawn.Min(), drawn.Max()).ShouldBe((3, 5));
        normal(5, 0.1, [100]).mean().item<float>().ShouldBe(5, 0.1f);
        normal(full(100, 2.0), full(100, 0.1)).mean().item<float>().ShouldBe(2, 0.1f);
    }

    [Fact]
    public void A_disposed_generator_refuses_to_be_used()
    {
        var generator = new Generator(1);
        generator.Dispose();
        Should.Throw<ObjectDisposedException>(() => rand(2, generator: generator));
    }
}
