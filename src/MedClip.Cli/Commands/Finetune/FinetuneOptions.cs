namespace MedClip.Cli;

/// <summary>Options of <c>medclip finetune</c>.</summary>
internal sealed record FinetuneOptions
{
    /// <summary>A run folder or a checkpoint folder.</summary>
    public required string Checkpoint { get; init; }

    /// <summary>Tables of labelled films.</summary>
    public required IReadOnlyList<string> Images { get; init; }

    public string? ImageRoot { get; init; }

    /// <summary>The run folder.</summary>
    public required string Output { get; init; }

    public int Epochs { get; init; } = 10;

    public int Batch { get; init; } = 32;

    public double LearningRate { get; init; } = 1e-4;

    /// <summary>Epochs for which the tower rests while the head learns.</summary>
    public int FreezeEpochs { get; init; }

    /// <summary>A film has exactly one of the findings.</summary>
    public bool MultiClass { get; init; }

    public double? ValidationFraction { get; init; }

    public string? SplitColumn { get; init; }

    public ulong Seed { get; init; }

    public PrecisionChoice? Precision { get; init; }

    public string? Device { get; init; }

    /// <summary>Single settings of the configuration, in the order given.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Settings { get; init; } = [];

    public UnreadablePictures Unreadable { get; init; }

    public DuplicateRows Duplicates { get; init; }

    public bool Resume { get; init; }
}
