namespace MedClip.Data;

/// <summary>The places x of a row, Start ≤ x &lt; End, at which start + step · x stays within bounds. Empty when End ≤ Start.</summary>
internal readonly record struct FixedRun(int Start, int End)
{
    /// <summary>The places with low ≤ start + step · x &lt; high among 0…count − 1.</summary>
    public static FixedRun Of(long start, long step, long low, long high, int count)
    {
        if (step == 0)
        {
            return start >= low && start < high ? new FixedRun(0, count) : default;
        }

        (long first, long end) = step > 0
            ? (CeilingOf(low - start, step), CeilingOf(high - start, step))
            : (FloorOf(start - high, -step) + 1, FloorOf(start - low, -step) + 1);
        return new FixedRun((int)Math.Clamp(first, 0, count), (int)Math.Clamp(end, 0, count));
    }

    /// <summary>The places that both hold.</summary>
    public FixedRun And(FixedRun other)
    {
        int start = Math.Max(Start, other.Start);
        return new FixedRun(start, Math.Max(start, Math.Min(End, other.End)));
    }

    private static long FloorOf(long value, long divisor) => value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor);

    private static long CeilingOf(long value, long divisor) => -FloorOf(-value, divisor);
}
