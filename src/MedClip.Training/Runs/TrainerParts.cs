using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace MedClip.Training;

/// <summary>The parts that a <see cref="Trainer"/> is composed of; each can be replaced.</summary>
public sealed record TrainerParts
{
    /// <summary>The model.</summary>
    public required IContrastiveTowers Towers { get; init; }

    /// <summary>The batches.</summary>
    public required ITrainingBatchSource Source { get; init; }

    /// <summary>The options.</summary>
    public required TrainingOptions Options { get; init; }

    /// <summary>The loss; null takes what the options say.</summary>
    public IContrastiveObjective? Objective { get; init; }

    /// <summary>The number format; null takes what the options say.</summary>
    public ComputePrecision? Precision { get; init; }

    /// <summary>The learning rate's course over all steps; null takes what the options say.</summary>
    public LearningRateSchedule? Schedule { get; init; }

    /// <summary>
    /// The processes of a distributed run; null for a run of one. Rank 0's run folder, validator and callbacks count; the others have none. The source
    /// gives each rank its share of every batch.
    /// </summary>
    public IProcessGroup? Group { get; init; }

    /// <summary>Where steps meet the other processes of the run; null takes what <see cref="Group"/> asks for.</summary>
    public IStepExchange? Exchange { get; init; }

    /// <summary>Where the run is kept; null keeps nothing.</summary>
    public RunFolder? Run { get; init; }

    /// <summary>Saves checkpoints into the run; the run's state only, unless replaced.</summary>
    public ICheckpointStore Checkpoints { get; init; } = new StateOnlyCheckpoints();

    /// <summary>Measures on validation patients; without it no checkpoint is best.</summary>
    public IValidator? Validator { get; init; }

    /// <summary>Look on, and may end the run.</summary>
    public IReadOnlyList<ITrainingCallback> Callbacks { get; init; } = [];

    /// <summary>Told after each step, on the training thread.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Told of skipped steps, validations and saves.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>The clock, for throughput and time left.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
