namespace MedClip.Cli;

/// <summary>Options of <c>medclip embed</c>; at least one of images and texts is given.</summary>
internal sealed record EmbedOptions
{
    /// <summary>A run folder or a checkpoint folder.</summary>
    public required string Checkpoint { get; init; }

    /// <summary>The films.</summary>
    public ImageInput? Images { get; init; }

    /// <summary>A table or a plain text file with one text a line.</summary>
    public string? Texts { get; init; }

    /// <summary>The safetensors file to write.</summary>
    public required string Output { get; init; }
}
