using MedClip.Data;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace MedClip.Training;

/// <summary>What a run trains on and where it is kept; the rest comes from an application's services.</summary>
public sealed record PretrainingSources
{
    /// <summary>The images with their labels.</summary>
    public required ImageTable Images { get; init; }

    /// <summary>Reports; they need not belong to the images.</summary>
    public IReadOnlyList<ReportTable> Reports { get; init; } = [];

    /// <summary>Sentences that are labelled already.</summary>
    public IReadOnlyList<SentenceTable> Sentences { get; init; } = [];

    /// <summary>The run folder.</summary>
    public required string Output { get; init; }

    /// <summary>Whether to go on with the run that is in the folder.</summary>
    public bool Resume { get; init; }

    /// <summary>Makes the validator; null for a run without one.</summary>
    public Func<ValidationSetting, IValidator?>? Validator { get; init; }
}

/// <summary>Makes pre-training runs from an application's services: its options, callbacks, logger and clock.</summary>
/// <param name="options">The options.</param>
/// <param name="callbacks">Look on, and may end the run.</param>
/// <param name="logger">Told of what was decided, skipped, validated and saved; null for nobody.</param>
/// <param name="clock">The clock; the system's when null.</param>
public sealed class PretrainerFactory(
    IOptions<TrainingOptions> options, IEnumerable<ITrainingCallback> callbacks, ILogger<Pretrainer>? logger = null, TimeProvider? clock = null)
{
    /// <summary>Prepares a run; the caller disposes it.</summary>
    /// <param name="sources">What to train on.</param>
    /// <exception cref="InvalidInputException">Options or data are wrong.</exception>
    public Pretrainer Create(PretrainingSources sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        return new Pretrainer(new PretrainingRequest
        {
            Images = sources.Images,
            Reports = sources.Reports,
            Sentences = sources.Sentences,
            Output = sources.Output,
            Resume = sources.Resume,
            Validator = sources.Validator,
            Options = options.Value,
            Callbacks = [.. callbacks],
            Logger = logger ?? (ILogger)NullLogger.Instance,
            Clock = clock ?? TimeProvider.System,
        });
    }
}
