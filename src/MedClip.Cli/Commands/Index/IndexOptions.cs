namespace MedClip.Cli;

/// <summary>Options of <c>medclip index</c>; films or texts, not both.</summary>
internal sealed record IndexOptions
{
    /// <summary>A run folder or a checkpoint folder.</summary>
    public required string Checkpoint { get; init; }

    /// <summary>The films to find.</summary>
    public ImageInput? Images { get; init; }

    /// <summary>The texts to find: a table, or a plain text file with one text a line.</summary>
    public string? Texts { get; init; }

    /// <summary>The index file to write.</summary>
    public required string Output { get; init; }

    /// <summary>What the index keeps its numbers in.</summary>
    public EmbeddingPrecision Precision { get; init; } = EmbeddingPrecision.Float32;

    /// <summary>Where and how the model computes.</summary>
    public EmbedderOptions Compute { get; init; } = new();
}
