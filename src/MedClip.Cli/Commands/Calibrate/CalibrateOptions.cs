using MedClip.Evaluation;

namespace MedClip.Cli;

/// <summary>Options of <c>medclip calibrate</c>.</summary>
internal sealed record CalibrateOptions
{
    /// <summary>A run folder or a checkpoint folder.</summary>
    public required string Checkpoint { get; init; }

    /// <summary>Labelled films of patients who were not trained on.</summary>
    public required ImageInput Images { get; init; }

    /// <summary>Names of the findings; null: those that the model learned and the table labels.</summary>
    public IReadOnlyList<string>? Findings { get; init; }

    /// <summary>A file of prompts by finding; null: the built-in ones.</summary>
    public string? Prompts { get; init; }

    /// <summary>Method, folds and limits.</summary>
    public CrossFitOptions Fit { get; init; } = new();

    /// <summary>What happens to films of patients whom the run trained on.</summary>
    public TrainedPatients Trained { get; init; }

    /// <summary>The folder for report.html and report.json; null for none.</summary>
    public string? Report { get; init; }

    /// <summary>Whether the manifest stays as it is.</summary>
    public bool DryRun { get; init; }

    /// <summary>Where and how the model computes.</summary>
    public EmbedderOptions Compute { get; init; } = new();
}

/// <summary>What happens to films of patients whom the run trained on.</summary>
internal enum TrainedPatients
{
    /// <summary>The command refuses to go on.</summary>
    Refuse,

    /// <summary>They are counted and left out.</summary>
    Skip,

    /// <summary>They are taken, and the manifest says so.</summary>
    Accept,
}
