namespace MedClip.Cli;

/// <summary>Options of <c>medclip heatmap</c>.</summary>
internal sealed record HeatMapCommandOptions
{
    /// <summary>A run folder or a checkpoint folder.</summary>
    public required string Checkpoint { get; init; }

    /// <summary>The film.</summary>
    public required string Film { get; init; }

    /// <summary>The finding's name; null: the one with the highest probability, or else score.</summary>
    public string? Finding { get; init; }

    /// <summary>A file of prompts by finding; null: the built-in ones.</summary>
    public string? Prompts { get; init; }

    /// <summary>The picture to write; numbers stand beside it as JSON.</summary>
    public required string Output { get; init; }

    /// <summary>The side of the picture in pixels.</summary>
    public int Side { get; init; } = new MedClip.HeatMapOptions().PictureSide;

    /// <summary>Where and how the model computes.</summary>
    public EmbedderOptions Compute { get; init; } = new();
}
