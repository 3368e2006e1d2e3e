namespace MedClip.Cli;

/// <summary>Options of <c>medclip zeroshot</c>.</summary>
internal sealed record ZeroShotOptions
{
    /// <summary>A run folder or a checkpoint folder.</summary>
    public required string Checkpoint { get; init; }

    /// <summary>The films.</summary>
    public required ImageInput Images { get; init; }

    /// <summary>The table of scores to write.</summary>
    public required string Output { get; init; }

    /// <summary>Names of the findings to score; null: the model's own.</summary>
    public IReadOnlyList<string>? Findings { get; init; }

    /// <summary>A file of prompts by finding; null: the built-in ones.</summary>
    public string? Prompts { get; init; }

    /// <summary>Where and how the model computes.</summary>
    public EmbedderOptions Compute { get; init; } = new();
}
