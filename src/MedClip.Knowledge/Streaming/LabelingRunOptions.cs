namespace MedClip.Knowledge;

/// <summary>How many reports are labelled at once, and whether a stopped run goes on.</summary>
public sealed record LabelingRunOptions
{
    /// <summary>How many threads label. The output does not depend on it. Default: one a core.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Where the state of a run to files is kept, so that it can go on when stopped; null when it can't.</summary>
    public LabelingCheckpoint? Checkpoint { get; init; }

    /// <summary>At most so much time lies between two states. Default: two seconds.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(2);
}

/// <summary>How far a run is.</summary>
/// <param name="Reports">Reports labelled so far, those of the stopped run included.</param>
/// <param name="Fraction">How much of the source has been read, in [0, 1]; null when its size is unknown.</param>
/// <param name="IsComplete">Whether this is the end.</param>
public readonly record struct LabelingProgress(long Reports, double? Fraction, bool IsComplete = false);

/// <summary>What a run has done.</summary>
/// <param name="Reports">Reports labelled, those of the stopped run included.</param>
/// <param name="Blank">How many of them hold no text; their labels are blank.</param>
public readonly record struct LabelingSummary(long Reports, long Blank);
