namespace MedClip.Cli;

/// <summary>Options of <c>medclip gate</c>.</summary>
internal sealed record GateOptions
{
    /// <summary>A run folder or a checkpoint folder.</summary>
    public required string Checkpoint { get; init; }

    /// <summary>Pictures to try, or films to fit on.</summary>
    public required ImageInput Images { get; init; }

    /// <summary>Whether a gate is fitted and kept, rather than the checkpoint's tried.</summary>
    public bool Fit { get; init; }

    /// <summary>The seed of the fit.</summary>
    public ulong Seed { get; init; }

    /// <summary>A table of scores to write; null for none.</summary>
    public string? Output { get; init; }
}
