namespace MedClip.Cli;

/// <summary>Options of <c>medclip embed</c>; at least one input is given.</summary>
internal sealed record EmbedOptions
{
    /// <summary>A run folder or a checkpoint folder.</summary>
    public required string Checkpoint { get; init; }

    /// <summary>The films.</summary>
    public ImageInput? Images { get; init; }

    /// <summary>A table, a plain text file with one text a line, or - for standard input.</summary>
    public string? Texts { get; init; }

    /// <summary>A safetensors file with <c>pixel_values</c>.</summary>
    public string? PixelValues { get; init; }

    /// <summary>A safetensors file with <c>input_ids</c> and <c>attention_mask</c>.</summary>
    public string? InputIds { get; init; }

    /// <summary>The file to write; its ending says the format.</summary>
    public required string Output { get; init; }

    /// <summary>Where and how the model computes.</summary>
    public EmbedderOptions Compute { get; init; } = new();
}
