namespace MedClip.Knowledge;

/// <summary>Which names and concepts of the UMLS are used.</summary>
public sealed record UmlsFilter
{
    /// <summary>
    /// Semantic types of what films show: anomalies and injuries, diseases, findings, signs, and devices. Default of <see cref="SemanticTypes"/>.
    /// </summary>
    public static IReadOnlyList<string> FilmTypes { get; } =
        ["T019", "T020", "T033", "T037", "T046", "T047", "T048", "T049", "T050", "T074", "T075", "T184", "T190", "T191", "T203"];

    /// <summary>Languages (LAT). Empty for all. Default: ENG.</summary>
    public IReadOnlyList<string> Languages { get; init; } = ["ENG"];

    /// <summary>Sources (SAB). Empty for all, the default.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Semantic types (TUI). Empty for all. Default: <see cref="FilmTypes"/>.</summary>
    public IReadOnlyList<string> SemanticTypes { get; init; } = FilmTypes;

    /// <summary>Whether obsolete and otherwise suppressed names are used. Default: false.</summary>
    public bool IncludeSuppressed { get; init; }

    /// <summary>The filter in one line: what a compiled dictionary was filtered by.</summary>
    internal string Key =>
        $"lat={string.Join(',', Languages.Order(StringComparer.Ordinal))};sab={string.Join(',', Sources.Order(StringComparer.Ordinal))};"
        + $"tui={string.Join(',', SemanticTypes.Order(StringComparer.Ordinal))};suppressed={IncludeSuppressed}";
}
