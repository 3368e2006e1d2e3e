namespace MedClip.Cli;

/// <summary>Options of <c>medclip classify</c>.</summary>
internal sealed record ClassifyOptions
{
    /// <summary>A run folder or a checkpoint folder with a classifier.</summary>
    public required string Checkpoint { get; init; }

    /// <summary>The films.</summary>
    public required ImageInput Images { get; init; }

    /// <summary>The table of probabilities to write.</summary>
    public required string Output { get; init; }

    /// <summary>Write logits instead of probabilities.</summary>
    public bool Logits { get; init; }

    /// <summary>Whether other pictures than films are refused.</summary>
    public EmbedderOptions Compute { get; init; } = new();
}
