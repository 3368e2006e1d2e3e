namespace MedClip.Models.Fuzz;

/// <summary>What is tried.</summary>
public sealed record FuzzOptions
{
    /// <summary>How many cases.</summary>
    public long Cases { get; init; } = 200_000;

    /// <summary>The number of the first case; runs can be shared out.</summary>
    public long First { get; init; }

    /// <summary>The seed; with a case's number it gives that case.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>A folder of files to damage, with those below it; null for generated ones alone.</summary>
    public string? Files { get; init; }

    /// <summary>How much time of the processor a case may take, in the fastest of three tries: other work on the machine does not count.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How much time of the processor, or a tenth of how much in all, before a case counts as hanging and the process is ended with its number; null to wait.</summary>
    public TimeSpan? HangLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Bytes that a case may allocate beyond the size of its files.</summary>
    public long MemoryLimit { get; init; } = 64L << 20;
}
