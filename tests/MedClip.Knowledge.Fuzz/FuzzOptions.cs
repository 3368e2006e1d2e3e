namespace MedClip.Knowledge.Fuzz;

/// <summary>What is tried.</summary>
public sealed record FuzzOptions
{
    /// <summary>How many inputs.</summary>
    public long Inputs { get; init; } = 1_000_000;

    /// <summary>The seed; with an input's number it gives that input.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many threads try.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Tries this input alone; null for all.</summary>
    public long? Only { get; init; }

    /// <summary>How many of the inputs are single lines of ten megabytes.</summary>
    public int HugeInputs { get; init; } = 50;

    /// <summary>How long ten thousand characters may take, in the fastest of three tries; null for any time.</summary>
    public TimeSpan? Limit { get; init; } = TimeSpan.FromMilliseconds(50);

    internal FuzzOptions? With(string option, long value) => option switch
    {
        "--inputs" when value > 0 => this with { Inputs = value },
        "--seed" => this with { Seed = (ulong)value },
        "--threads" when value is > 0 and < 1000 => this with { Threads = (int)value },
        "--only" => this with { Only = value },
        _ => null,
    };
}
