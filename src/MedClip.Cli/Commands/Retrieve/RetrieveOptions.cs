namespace MedClip.Cli;

/// <summary>Options of <c>medclip retrieve</c>.</summary>
internal sealed record RetrieveOptions
{
    /// <summary>A run folder or a checkpoint folder.</summary>
    public required string Checkpoint { get; init; }

    /// <summary>The films: the queries.</summary>
    public required ImageInput Images { get; init; }

    /// <summary>A table or a plain text file with one text a line: the candidates.</summary>
    public required string Texts { get; init; }

    /// <summary>The table of hits to write.</summary>
    public required string Output { get; init; }

    /// <summary>Hits for each image.</summary>
    public int Count { get; init; } = 10;
}
