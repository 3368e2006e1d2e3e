namespace MedClip.Cli;

/// <summary>Options of <c>medclip retrieve</c>.</summary>
internal sealed record RetrieveOptions
{
    /// <summary>A run folder or a checkpoint folder.</summary>
    public required string Checkpoint { get; init; }

    /// <summary>The films: the queries.</summary>
    public required ImageInput Images { get; init; }

    /// <summary>A table or a plain text file with one text a line: the candidates; null when there is an index.</summary>
    public string? Texts { get; init; }

    /// <summary>An index file with the candidates; null when there are texts.</summary>
    public string? Index { get; init; }

    /// <summary>The table of hits to write.</summary>
    public required string Output { get; init; }

    /// <summary>Hits for each image.</summary>
    public int Count { get; init; } = 10;

    /// <summary>Where and how the model computes.</summary>
    public EmbedderOptions Compute { get; init; } = new();
}
