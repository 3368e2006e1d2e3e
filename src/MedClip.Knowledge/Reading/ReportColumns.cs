namespace MedClip.Knowledge;

/// <summary>Which columns of a table hold ids and texts; bound by name, never by position.</summary>
internal sealed class ReportColumns
{
    private static readonly string[] IdNames = ["id", "uid", "report id", "study id", "study", "note id", "filename", "image", "path"];
    private static readonly string[] WholeNames = ["report", "reports", "report text", "text", "sentence"];
    private static readonly SectionKind[] SectionOrder =
        [SectionKind.Indication, SectionKind.History, SectionKind.Comparison, SectionKind.Technique, SectionKind.Findings, SectionKind.Impression, SectionKind.Body, SectionKind.Recommendation];

    private ReportColumns(int count) => Count = count;

    /// <summary>How many fields a row has.</summary>
    public int Count { get; }

    /// <summary>The column of the ids, or −1 where rows are numbered.</summary>
    public int Id { get; private init; } = -1;

    /// <summary>The name of the id column as the table spells it.</summary>
    public string IdName { get; private init; } = "id";

    /// <summary>The columns that are sections, in reading order.</summary>
    public IReadOnlyList<(string Name, int Index)> Sections { get; private init; } = [];

    /// <summary>The column that holds whole reports, or −1.</summary>
    public int Whole { get; private init; } = -1;

    /// <summary>Whether the table is a bare list of reports: one column whose first line is no name but a report.</summary>
    public bool IsHeaderless { get; private init; }

    public static ReportColumns Bind(string[] header, string source, ReportReadingOptions options)
    {
        int id = options.IdColumn is { } asked ? Find(asked) : First(IdNames);
        string idName = id < 0 ? "id" : header[id];
        if (options.TextColumns is [var only])
        {
            return new ReportColumns(header.Length) { Id = id, IdName = idName, Whole = Find(only) };
        }

        if (options.TextColumns is { Count: > 1 } several)
        {
            return new ReportColumns(header.Length) { Id = id, IdName = idName, Sections = [.. several.Select(name => (name, Find(name)))] };
        }

        var sections = new List<(string Name, int Index, int Order)>();
        for (int i = 0; i < header.Length; i++)
        {
            if (i != id && SectionHeaders.TryGetKind(header[i], out SectionKind kind) && Array.IndexOf(SectionOrder, kind) is var order and >= 0)
            {
                sections.Add((header[i].Trim(), i, order));
            }
        }

        int whole = First(WholeNames);
        bool isMain = sections.Exists(section => SectionOrder[section.Order] is SectionKind.Findings or SectionKind.Impression or SectionKind.Body);
        if (!isMain && whole < 0)
        {
            if (header.Length == 1 && options.IdColumn is null && header[0].AsSpan().Trim().Contains(' '))
            {
                return new ReportColumns(1) { IsHeaderless = true, Whole = 0 };
            }

            throw InvalidInputException.At(
                source, "line 1", $"no column is called 'findings', 'impression', 'report' or 'text'; the columns are {string.Join(", ", header)}.", "Name the columns that hold text.");
        }

        return new ReportColumns(header.Length)
        {
            Id = id,
            IdName = idName,
            Whole = whole,
            Sections = isMain ? [.. sections.OrderBy(section => section.Order).ThenBy(section => section.Index).Select(section => (section.Name, section.Index))] : [],
        };

        int First(string[] names) => names.Select(IndexOf).FirstOrDefault(index => index >= 0, -1);

        int IndexOf(string name)
        {
            string wanted = FindingName.Normalize(name);
            return Array.FindIndex(header, column => FindingName.Normalize(column) == wanted);
        }

        int Find(string name)
        {
            int exact = Array.FindIndex(header, column => column == name);
            int index = exact >= 0 ? exact : IndexOf(name);
            return index >= 0 ? index : throw InvalidInputException.At(source, "line 1", $"there is no column '{name}'; the columns are {string.Join(", ", header)}.");
        }
    }
}
