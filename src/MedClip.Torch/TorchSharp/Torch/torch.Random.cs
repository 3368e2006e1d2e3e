using MedClip.Torch;

namespace TorchSharp;

/// <content>Random numbers.</content>
public static partial class torch
{
    /// <summary>Starts the default streams of random numbers of all devices anew.</summary>
    /// <param name="seed">Where they start.</param>
    public static unsafe Generator manual_seed(long seed)
    {
        TorchRuntime.Api.Check(TorchRuntime.Api.ManualSeed(seed));
        return Generator.Default;
    }

    /// <summary>Starts the default streams anew at a seed of the machine's entropy, and says which.</summary>
    public static long seed()
    {
        using Generator generator = Generator.Default;
        long chosen = generator.seed();
        using Generator all = manual_seed(chosen);
        return chosen;
    }

    /// <summary>Where the processor's default stream started.</summary>
    public static long initial_seed()
    {
        using Generator generator = Generator.Default;
        return generator.initial_seed();
    }

    /// <summary>The state of the processor's default stream, as bytes.</summary>
    public static Tensor get_rng_state()
    {
        using Generator generator = Generator.Default;
        return generator.get_state();
    }

    /// <summary>Continues the processor's default stream from a state.</summary>
    /// <param name="new_state">What <see cref="get_rng_state"/> gave.</param>
    public static void set_rng_state(Tensor new_state)
    {
        using Generator generator = Generator.Default;
        generator.set_state(new_state);
    }

    /// <summary>Integers of a uniform distribution over [0, high).</summary>
    public static Tensor randint(long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(0, high, size, dtype, device, requires_grad, generator, names);

    /// <summary>Integers of a uniform distribution over [low, high).</summary>
    public static Tensor randint(long low, long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        Ready(Ops.RandintLowGenerator.Call(low, high, size, generator, dtype ?? ScalarType.Int64, Arg.None, device ?? get_default_device()), requires_grad, names);

    /// <summary>Integers of a uniform distribution over [0, high).</summary>
    public static Tensor randint(long high, Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(0, high, size.Shape, dtype, device, requires_grad, generator, names);

    /// <summary>Integers of a uniform distribution over [low, high).</summary>
    public static Tensor randint(long low, long high, Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(low, high, size.Shape, dtype, device, requires_grad, generator, names);

    /// <summary>The integers from 0 to n − 1 in random order.</summary>
    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        Ready(Ops.RandpermGenerator.Call(n, generator, dtype ?? ScalarType.Int64, Arg.None, device ?? get_default_device()), requires_grad, null);

    /// <summary>Numbers of normal distributions, each with its mean and standard deviation.</summary>
    /// <param name="mean">The means.</param>
    /// <param name="std">The standard deviations.</param>
    /// <param name="generator">The stream to draw from.</param>
    public static Tensor normal(Tensor mean, Tensor std, Generator? generator = null) => Ops.NormalTensorTensor.Call(mean, std, generator);

    /// <summary>Numbers of one normal distribution.</summary>
    public static Tensor normal(double mean, double std, ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null)
    {
        Tensor made = Ops.EmptyMemoryFormat.Call(size.ToArray(), dtype, Arg.None, device ?? get_default_device());
        return Ready(Ops.NormalInPlace.InPlace(made, mean, std, generator), requires_grad, names);
    }

    /// <summary>The default streams of random numbers.</summary>
    public static partial class random
    {
        /// <inheritdoc cref="torch.manual_seed(long)"/>
        public static Generator manual_seed(long seed) => torch.manual_seed(seed);

        /// <inheritdoc cref="torch.seed()"/>
        public static long seed() => torch.seed();

        /// <inheritdoc cref="torch.initial_seed()"/>
        public static long initial_seed() => torch.initial_seed();

        /// <inheritdoc cref="torch.get_rng_state()"/>
        public static Tensor get_rng_state() => torch.get_rng_state();

        /// <inheritdoc cref="torch.set_rng_state(Tensor)"/>
        public static void set_rng_state(Tensor new_state) => torch.set_rng_state(new_state);
    }
}
