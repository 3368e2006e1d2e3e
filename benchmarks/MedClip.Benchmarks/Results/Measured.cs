namespace MedClip.Benchmarks.Results;

/// <summary>A row as it was measured, or why it was not.</summary>
internal sealed record Measured
{
    public required string Id { get; init; }

    /// <summary>The rounds; null where <see cref="Skipped"/> says why.</summary>
    public Series? Series { get; init; }

    /// <summary>Why the row was not measured.</summary>
    public string? Skipped { get; init; }

    /// <summary>Absolute times and the like.</summary>
    public string Note { get; init; } = "";

    public required string Commit { get; init; }

    public required DateTimeOffset Date { get; init; }

    /// <summary>Processes that wanted a core when the row was done (load average of a minute): far above 1 the machine was busy with other work too.</summary>
    public double Load { get; init; }
}
