namespace MedClip.Models;

/// <summary>How weights came to be.</summary>
public sealed record TrainingProvenance
{
    /// <summary>The seed of the run, or null.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Epochs done.</summary>
    public int Epochs { get; init; }

    /// <summary>Optimizer steps done.</summary>
    public long Steps { get; init; }

    /// <summary>Films and sentences trained on, e.g. "3,771 films (labels.csv), 18,927 sentences (reports.csv)".</summary>
    public string? Data { get; init; }

    /// <summary>Name of the metric that chose this checkpoint, e.g. "mean AUC".</summary>
    public string? MetricName { get; init; }

    /// <summary>Its value on the validation films; null when there is none (JSON has no NaN).</summary>
    public double? MetricValue { get; init; }

    /// <summary>Software that made the weights, e.g. "MedCLIP for .NET 0.1.0, libtorch 1.13.1".</summary>
    public string? Software { get; init; }
}
