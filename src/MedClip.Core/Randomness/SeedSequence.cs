namespace MedClip;

/// <summary>
/// Derives independent seeds from one number by name and index, so that anything drawn is reproducible
/// and does not depend on the order or the thread in which it is drawn. Mixing: splitmix64
/// (Steele et al. 2014, https://doi.org/10.1145/2660193.2660195).
/// </summary>
/// <param name="seed">The one seed.</param>
public readonly struct SeedSequence(ulong seed)
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    /// <summary>The seed of this stream.</summary>
    public ulong Value { get; } = seed;

    /// <summary>The stream of a purpose: equal names give equal streams.</summary>
    /// <param name="purpose">A name, e.g. "sampler".</param>
    public SeedSequence For(string purpose)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        ulong hash = Value;
        foreach (char c in purpose)
        {
            hash = Mix(hash + Gamma + c);
        }

        return new SeedSequence(Mix(hash + Gamma));
    }

    /// <summary>The stream of an index, e.g. an epoch or a sample.</summary>
    /// <param name="index">Any number.</param>
    public SeedSequence At(long index) => new(Mix(Mix(Value + Gamma) + (Gamma * unchecked((ulong)index))));

    /// <summary>A generator that starts at this seed.</summary>
    public SplitMix64 ToRandom() => new(Value);

    internal static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
