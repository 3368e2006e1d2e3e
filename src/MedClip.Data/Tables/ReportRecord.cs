namespace MedClip.Data;

/// <summary>One report of a table.</summary>
/// <param name="Id">The id that the table gives, else the number of the row, from 1.</param>
/// <param name="Text">The whole report, when the table has it in one column; else null.</param>
/// <param name="Findings">The findings section; null when absent.</param>
/// <param name="Impression">The impression section; null when absent.</param>
public sealed record ReportRecord(string Id, string? Text, string? Findings, string? Impression)
{
    /// <summary>Whose report it is; null when the table does not say.</summary>
    public string? Patient { get; init; }

    /// <summary>The line of the table on which the row starts, from 1.</summary>
    public int Line { get; init; }

    /// <summary>Findings and impression (paper §4.1), else the whole report.</summary>
    public string Body => Findings is null && Impression is null
        ? Text ?? ""
        : string.Join('\n', new[] { Findings, Impression }.Where(section => section is not null));
}
