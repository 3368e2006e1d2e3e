namespace MedClip;

/// <summary>
/// The splitmix64 generator: small, fast, its whole state one number, so that it can be saved and resumed
/// (Steele et al. 2014, https://doi.org/10.1145/2660193.2660195). Not thread-safe, not for secrets.
/// </summary>
/// <param name="state">The start; equal starts give equal draws.</param>
public sealed class SplitMix64(ulong state)
{
    /// <summary>The state; may be saved and set again.</summary>
    public ulong State { get; set; } = state;

    /// <summary>64 random bits.</summary>
    public ulong NextUInt64() => SeedSequence.Mix(State += 0x9E3779B97F4A7C15);

    /// <summary>A number in [0, 1) with 53 random bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number in [low, high).</summary>
    /// <param name="low">The lower bound.</param>
    /// <param name="high">The upper bound.</param>
    public double NextDouble(double low, double high) => low + ((high - low) * NextDouble());

    /// <summary>A whole number in [0, bound), without bias.</summary>
    /// <param name="bound">At least 1.</param>
    public int Next(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        ulong limit = ulong.MaxValue - (ulong.MaxValue % (ulong)bound);
        ulong draw;
        do
        {
            draw = NextUInt64();
        }
        while (draw >= limit);
        return (int)(draw % (ulong)bound);
    }

    /// <summary>A normal number with mean 0 and deviation 1 (Box–Muller).</summary>
    public double NextGaussian() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    /// <summary>Puts the items in a random order (Fisher–Yates).</summary>
    /// <param name="items">The items.</param>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
