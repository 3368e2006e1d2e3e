using System.Collections;

namespace MedClip.Data;

/// <summary>One sentence with what it says of the findings.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Labels">Its labels.</param>
public sealed record SentenceRecord(string Text, FindingLabels Labels);

/// <summary>
/// Labelled sentences: from a CSV with a column <c>sentence</c>, <c>text</c> or <c>report(s)</c> and finding columns with 1, 0, −1 or
/// blank, bound by name; or made from sentences that a labeller labelled.
/// </summary>
/// <param name="findings">The set that all labels belong to.</param>
/// <param name="sentences">The sentences; each one's labels belong to the set.</param>
public sealed class SentenceTable(FindingSet findings, IReadOnlyList<SentenceRecord> sentences) : IReadOnlyList<SentenceRecord>
{
    private readonly IReadOnlyList<SentenceRecord> sentences = sentences;

    /// <summary>The findings that the labels speak of.</summary>
    public FindingSet Findings { get; } = findings;

    /// <inheritdoc/>
    public int Count => sentences.Count;

    /// <inheritdoc/>
    public SentenceRecord this[int index] => sentences[index];

    /// <summary>Reads a table.</summary>
    /// <param name="path">The CSV file.</param>
    /// <param name="findings">The findings that labels are kept for; CheXpert's 14 when null.</param>
    /// <exception cref="InvalidInputException">The file is missing or empty, lacks the sentences or every finding, or holds a bad label.</exception>
    public static SentenceTable Load(string path, FindingSet? findings = null)
    {
        findings ??= FindingSet.CheXpert;
        using CsvTable table = CsvTable.Open(path, "a table of labelled sentences");
        int text = table.IndexOf("sentence", "text", "report", "reports");
        if (text < 0)
        {
            throw InvalidInputException.At(path, "line 1", $"no column is called 'sentence' or 'text'; the columns are {string.Join(", ", table.Header)}.");
        }

        FindingColumns columns = FindingColumns.Bind(table, findings, new HashSet<int> { text }, []);
        if (!columns.Any)
        {
            throw InvalidInputException.At(path, "line 1", $"no column is one of the findings {string.Join(", ", findings.Names)}.");
        }

        var sentences = new List<SentenceRecord>();
        while (table.Read())
        {
            if (table.Text(text) is { } sentence)
            {
                sentences.Add(new SentenceRecord(sentence, columns.Read(table)));
            }
        }

        return sentences.Count > 0
            ? new SentenceTable(findings, sentences)
            : throw InvalidInputException.At(path, null, "the table holds no sentence.");
    }

    /// <inheritdoc/>
    public IEnumerator<SentenceRecord> GetEnumerator() => sentences.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
