namespace MedClip.Cli;

/// <summary>Options of <c>medclip reproduce</c>.</summary>
internal sealed record ReproduceOptions
{
    /// <summary>The table or figure.</summary>
    public required string Artefact { get; init; }

    /// <summary>The folder of prepared data sets.</summary>
    public required string Data { get; init; }

    /// <summary>The folder for report.html, report.json and the rows that are finished.</summary>
    public required string Output { get; init; }

    /// <summary>Models by the name that the report gives them, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Models { get; init; } = [];

    /// <summary>The evaluation sets, by the names of their data sets; null: all.</summary>
    public IReadOnlyList<string>? On { get; init; }

    /// <summary>All sizes of sets are multiplied by it; 1 is the paper's.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>How often prompts are drawn.</summary>
    public int Draws { get; init; } = 5;

    /// <summary>Prompts of a class in a draw.</summary>
    public int PromptsPerDraw { get; init; } = 10;

    /// <summary>Prompts by finding, in place of the built-in ones; null for those.</summary>
    public string? Prompts { get; init; }

    /// <summary>How Table 2's heads are learned.</summary>
    public ProbeHeadKind Head { get; init; }

    /// <summary>Figure 1's recipe; null for the default.</summary>
    public string? Config { get; init; }

    /// <summary>Figure 1's single settings.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Settings { get; init; } = [];

    public int? Epochs { get; init; }

    public ulong Seed { get; init; }

    /// <summary>Where and how the models compute.</summary>
    public EmbedderOptions Compute { get; init; } = new();
}
