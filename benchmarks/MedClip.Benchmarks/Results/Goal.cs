namespace MedClip.Benchmarks.Results;

/// <summary>A row that is measured, and what it should reach.</summary>
/// <param name="Id">Mode, a slash, and a name within it; it never changes, so that a later run finds its row.</param>
/// <param name="What">The row in words.</param>
/// <param name="Figure">What its number is.</param>
internal sealed record Goal(string Id, string What, Figure Figure)
{
    /// <summary>What it must reach; null where it is only reported.</summary>
    public double? Must { get; init; }

    /// <summary>What would be better still.</summary>
    public double? Stretch { get; init; }

    /// <summary>Whether the goal binds only on a processor that multiplies bfloat16 in tiles (AMX).</summary>
    public bool NeedsAmx { get; init; }

    /// <summary>Words after the mode that measure this row and few others.</summary>
    public string Arguments { get; init; } = "";

    public string Mode => Id[..Id.IndexOf('/', StringComparison.Ordinal)];

    public string Command => $"./build.sh bench {Mode} {Arguments}".TrimEnd();

    public bool HasGoal => Must is not null || Stretch is not null;

    /// <summary>What a number means for the goal: stretch, must, missed, or reported where nothing binds.</summary>
    public string Verdict(double value, bool hasAmx) =>
        !HasGoal ? ""
        : Stretch is { } stretch && Figure.IsMet(value, stretch) ? "stretch"
        : Must is { } must && Figure.IsMet(value, must) ? "must"
        : Must is null || (NeedsAmx && !hasAmx) ? "reported" : "missed";
}
