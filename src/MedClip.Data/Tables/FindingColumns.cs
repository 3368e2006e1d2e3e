namespace MedClip.Data;

/// <summary>
/// The columns of a table that hold labels. Two columns of one finding are merged (Nodule and Mass are both Lung Lesion):
/// present wins over uncertain, uncertain over absent, absent over blank. A class without a finding of ours (Emphysema) only
/// takes No Finding away. Equal label vectors are one object, so a million rows stay small.
/// </summary>
internal sealed class FindingColumns
{
    private readonly FindingSet findings;
    private readonly int noFinding;
    private readonly List<(int Column, int Finding)> labels = [];
    private readonly List<int> blockers = [];
    private readonly Dictionary<string, FindingLabels> interned = new(StringComparer.Ordinal);
    private readonly LabelValue[] row;
    private readonly char[] key;

    private FindingColumns(FindingSet findings)
    {
        this.findings = findings;
        noFinding = findings.IndexOf(Finding.NoFinding);
        row = new LabelValue[findings.Count];
        key = new char[findings.Count];
    }

    /// <summary>Binds the columns by name.</summary>
    /// <param name="table">The table.</param>
    /// <param name="findings">The findings that labels are kept for.</param>
    /// <param name="taken">Columns that have another meaning.</param>
    /// <param name="unknown">Receives the indices of columns that are neither.</param>
    public static FindingColumns Bind(CsvTable table, FindingSet findings, IReadOnlySet<int> taken, List<int> unknown)
    {
        var result = new FindingColumns(findings);
        for (int column = 0; column < table.Header.Length; column++)
        {
            string name = table.Header[column];
            if (taken.Contains(column) || name.Length == 0)
            {
                continue;
            }

            if (findings.TryGetIndex(name, out int index))
            {
                result.labels.Add((column, index));
            }
            else if (FindingAliases.TryResolve(name, out FindingAlias alias))
            {
                if (alias.Finding is { } finding && findings.IndexOf(finding) is var place and >= 0)
                {
                    result.labels.Add((column, place));
                }
                else if (alias.BlocksNoFinding)
                {
                    result.blockers.Add(column);
                }
            }
            else
            {
                unknown.Add(column);
            }
        }

        return result;
    }

    /// <summary>Whether the table labels anything.</summary>
    public bool Any => labels.Count > 0;

    /// <summary>The findings that have a column.</summary>
    public IEnumerable<Finding> Findings => labels.Select(label => label.Finding).Distinct().Order().Select(index => findings[index]);

    /// <summary>The labels of the current row.</summary>
    public FindingLabels Read(CsvTable table)
    {
        row.AsSpan().Fill(LabelValue.NotMentioned);
        foreach ((int column, int finding) in labels)
        {
            LabelValue value = Value(table, column);
            if (Rank(value) > Rank(row[finding]))
            {
                row[finding] = value;
            }
        }

        if (noFinding >= 0 && row[noFinding] == LabelValue.Positive && blockers.Any(column => Value(table, column) == LabelValue.Positive))
        {
            row[noFinding] = LabelValue.Negative;
        }

        for (int i = 0; i < row.Length; i++)
        {
            key[i] = (char)('b' + (int)row[i]);
        }

        var lookup = interned.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(key, out FindingLabels? known))
        {
            known = new FindingLabels(findings, row);
            interned.Add(new string(key), known);
        }

        return known;
    }

    private static int Rank(LabelValue value) => value switch
    {
        LabelValue.Positive => 3,
        LabelValue.Uncertain => 2,
        LabelValue.Negative => 1,
        _ => 0,
    };

    private static LabelValue Value(CsvTable table, int column)
    {
        ReadOnlySpan<byte> field = table.Span(column);
        if (field.IsEmpty)
        {
            return LabelValue.NotMentioned;
        }

        // CheXpert's tables write 1.0, others 1.
        ReadOnlySpan<byte> number = field.EndsWith(".0"u8) ? field[..^2] : field;
        return number.SequenceEqual("1"u8) ? LabelValue.Positive
            : number.SequenceEqual("0"u8) ? LabelValue.Negative
            : number.SequenceEqual("-1"u8) ? LabelValue.Uncertain
            : throw table.Wrong($"column '{table.Header[column]}' holds '{Shorten(table.Text(column)!)}'.", "A label is 1, 0, -1 or blank.");
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 40), "…");
}
