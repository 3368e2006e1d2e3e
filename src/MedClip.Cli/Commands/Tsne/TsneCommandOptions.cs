namespace MedClip.Cli;

/// <summary>Options of <c>medclip tsne</c>.</summary>
internal sealed record TsneCommandOptions
{
    /// <summary>A run folder or a checkpoint folder.</summary>
    public required string Checkpoint { get; init; }

    /// <summary>Another model, shown beside; null for none.</summary>
    public string? Compare { get; init; }

    public required ImageInput Images { get; init; }

    /// <summary>The folder for page, pictures and table.</summary>
    public required string Output { get; init; }

    /// <summary>Names of the findings that colour films; null: all that the table labels.</summary>
    public IReadOnlyList<string>? Findings { get; init; }

    /// <summary>How the plane is laid out.</summary>
    public PlaneOptions Plane { get; init; } = new();

    /// <summary>Where and how the models compute.</summary>
    public EmbedderOptions Compute { get; init; } = new();
}
