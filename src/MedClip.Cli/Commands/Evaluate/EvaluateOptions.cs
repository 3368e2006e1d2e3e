namespace MedClip.Cli;

/// <summary>Options of <c>medclip evaluate</c>.</summary>
internal sealed record EvaluateOptions
{
    /// <summary>The plan.</summary>
    public required string Plan { get; init; }

    /// <summary>The folder for report.html and report.json.</summary>
    public required string Output { get; init; }

    /// <summary>Where and how the models compute.</summary>
    public EmbedderOptions Compute { get; init; } = new();
}
