namespace MedClip.Models;

/// <summary>
/// Bounds what a pickle may make: a file of one-byte opcodes must not become gigabytes of objects. Sizes are those of the runtime, roughly.
/// </summary>
internal sealed class PickleBudget(PickleSource source)
{
    /// <summary>Bytes of values; the largest state dicts in use need less than 10 MB.</summary>
    public const long MaximumBytes = 40L << 20;

    /// <summary>Entries of the stack; state dicts of thousands of tensors need as many.</summary>
    public const int MaximumStack = 500_000;

    private long left = MaximumBytes;

    public void Spend(long bytes)
    {
        left -= bytes;
        if (left < 0)
        {
            throw source.Refuse($"describes more than {MaximumBytes >> 20} MB of values beside its numbers, which no checkpoint needs.");
        }
    }
}
