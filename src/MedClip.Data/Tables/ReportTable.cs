using System.Collections;

namespace MedClip.Data;

/// <summary>
/// Reports in the order of a table: columns <c>findings</c> and <c>impression</c> (Open-I, MIMIC-CXR), or one column <c>report</c>,
/// <c>reports</c> or <c>text</c>; optional <c>id</c> or <c>uid</c>, and <c>patient</c>. Other columns are left alone.
/// </summary>
public sealed class ReportTable : IReadOnlyList<ReportRecord>
{
    private readonly List<ReportRecord> records;

    private ReportTable(string source, List<ReportRecord> records, int blank)
    {
        Source = source;
        this.records = records;
        BlankRows = blank;
    }

    /// <summary>The file.</summary>
    public string Source { get; }

    /// <summary>Rows that were left out because they hold no text.</summary>
    public int BlankRows { get; }

    /// <inheritdoc/>
    public int Count => records.Count;

    /// <inheritdoc/>
    public ReportRecord this[int index] => records[index];

    /// <summary>Reads a table.</summary>
    /// <param name="path">The CSV file.</param>
    /// <param name="keepBlank">Whether rows without text stay, so that rows of the file and of the table agree.</param>
    /// <exception cref="InvalidInputException">The file is missing or empty, or no column holds the reports; the message carries file and line.</exception>
    public static ReportTable Load(string path, bool keepBlank = false)
    {
        using CsvTable table = CsvTable.Open(path, "a report table");
        int findings = table.IndexOf("findings");
        int impression = table.IndexOf("impression");
        int text = table.IndexOf("report", "reports", "report text", "text", "sentence");
        if (findings < 0 && impression < 0 && text < 0)
        {
            throw InvalidInputException.At(
                path, "line 1", $"no column is called 'findings', 'impression', 'report' or 'text'; the columns are {string.Join(", ", table.Header)}.");
        }

        int id = table.IndexOf("id", "uid", "report id", "study id", "study", "image", "path");
        int patient = table.IndexOf("patient", "patient id", "subject id");
        var records = new List<ReportRecord>();
        int rows = 0;
        bool isAnyText = false;
        while (table.Read())
        {
            rows++;
            var record = new ReportRecord(table.Text(id) ?? $"{rows}", table.Text(text), table.Text(findings), table.Text(impression))
            {
                Patient = table.Text(patient),
                Line = table.Line,
            };
            isAnyText |= record.Body.Length > 0;
            if (keepBlank || record.Body.Length > 0)
            {
                records.Add(record);
            }
        }

        if (!isAnyText)
        {
            throw InvalidInputException.At(path, null, rows == 0 ? "the table has a header but no rows." : $"none of its {rows} rows holds a report.");
        }

        return new ReportTable(path, records, rows - records.Count);
    }

    /// <inheritdoc/>
    public IEnumerator<ReportRecord> GetEnumerator() => records.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
