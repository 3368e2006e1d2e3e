namespace MedClip.Knowledge;

/// <summary>How reports are found in their source.</summary>
public sealed record ReportReadingOptions
{
    /// <summary>How the reports are stored; null to tell it by their look: root element, ending of the name, else a table.</summary>
    public ReportFormat? Format { get; init; }

    /// <summary>
    /// The column of a table that holds the ids; null for the first of <c>id</c>, <c>uid</c>, <c>report id</c>, <c>study id</c>, <c>study</c>,
    /// <c>note id</c>, <c>filename</c>, <c>image</c>, <c>path</c>, else the rows are numbered from 1.
    /// </summary>
    public string? IdColumn { get; init; }

    /// <summary>
    /// The columns of a table that hold text, in reading order: one column is a whole report, several are sections. Null for the columns named like
    /// sections (<c>findings</c>, <c>impression</c>, <c>indication</c>, …), and where these are blank or absent <c>report</c>, <c>report text</c> or <c>text</c>.
    /// </summary>
    public IReadOnlyList<string>? TextColumns { get; init; }

    /// <summary>The longest report that is accepted, in characters. Default: 64 million.</summary>
    public int MaximumLength { get; init; } = 64_000_000;
}
