using MedClip.Data;
using MedClip.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging;

namespace MedClip.Training;

/// <summary>What to pre-train, on what, and where to keep it.</summary>
public sealed record PretrainingRequest
{
    /// <summary>The images with their labels.</summary>
    public required ImageTable Images { get; init; }

    /// <summary>Reports; their sentences are labelled here. They need not belong to the images.</summary>
    public IReadOnlyList<ReportTable> Reports { get; init; } = [];

    /// <summary>Sentences that are labelled already.</summary>
    public IReadOnlyList<SentenceTable> Sentences { get; init; } = [];

    /// <summary>The options.</summary>
    public required TrainingOptions Options { get; init; }

    /// <summary>The run folder.</summary>
    public required string Output { get; init; }

    /// <summary>Whether to go on with the run that is in the folder.</summary>
    public bool Resume { get; init; }

    /// <summary>
    /// A checkpoint, run, or published weight file or folder to start from as a whole: whatever towers it holds. Null for random weights. The two below
    /// come on top of it.
    /// </summary>
    public string? Initial { get; init; }

    /// <summary>
    /// The manifest of the checkpoint whose architecture and preprocessing the model takes, whatever the options say of them, so that fine-tuning
    /// continues with the very towers; null: the options and the films decide.
    /// </summary>
    public CheckpointManifest? Like { get; init; }

    /// <summary>A checkpoint, run, or published weight file or folder whose image tower to start from; null for random weights.</summary>
    public string? InitialVision { get; init; }

    /// <summary>
    /// A checkpoint, run, or published weight file or folder whose text tower and vocabulary to start from (a file needs its <c>vocab.txt</c> beside it);
    /// null for random weights.
    /// </summary>
    public string? InitialText { get; init; }

    /// <summary>Makes the validator; null, or a null result, for a run without one.</summary>
    public Func<ValidationSetting, IValidator?>? Validator { get; init; }

    /// <summary>Makes the objective, in place of what the options name; null for that.</summary>
    public Func<ObjectiveSizes, IContrastiveObjective>? Objective { get; init; }

    /// <summary>Files that the run's environment lists with their hashes besides the tables of images and reports, e.g. those of a concatenated table.</summary>
    public IReadOnlyList<string> Manifests { get; init; } = [];

    /// <summary>Look on, and may end the run.</summary>
    public IReadOnlyList<ITrainingCallback> Callbacks { get; init; } = [];

    /// <summary>Told after each step.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Told of what was decided, skipped, validated and saved.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>
    /// The processes of a distributed run, each with the same request; null for a run of one. It stays the caller's. Rank 0 validates, calls back and
    /// saves.
    /// </summary>
    public IProcessGroup? Group { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
