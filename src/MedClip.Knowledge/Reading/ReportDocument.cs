namespace MedClip.Knowledge;

/// <summary>A report as it was read.</summary>
/// <param name="Id">Its id as the source spells it; where the source has none, its number from 1.</param>
/// <param name="Report">Its text and sections.</param>
/// <param name="Place">Where it stands in its source, for messages: "line 12", or the file.</param>
public sealed record ReportDocument(string Id, ReportText Report, string Place)
{
    /// <summary>What the source's own indexers coded (Open-I's <c>MeSH/major</c>); empty when it has none.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>Whether the report holds no text at all.</summary>
    public bool IsBlank => Report.Text.AsSpan().IsWhiteSpace();
}
