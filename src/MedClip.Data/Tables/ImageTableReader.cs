using System.Globalization;

namespace MedClip.Data;

/// <summary>One reading of an image table.</summary>
internal sealed class ImageTableReader(string path, string? imageRoot, ImageTableOptions options)
{
    private const int NamesInMessage = 5;

    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);
    private readonly List<ImageRecord> records = [];
    private readonly List<string> missing = [];
    private readonly string root = Path.GetFullPath(imageRoot ?? Path.GetDirectoryName(Path.GetFullPath(path))!);
    private int duplicates;

    public ImageTable Read()
    {
        if (imageRoot is not null && !Directory.Exists(imageRoot))
        {
            throw InvalidInputException.At(imageRoot, null, "there is no such folder; it is given as the image root.");
        }

        using CsvTable table = CsvTable.Open(path, "an image table");
        Columns columns = BindColumns(table);
        var unknown = new List<int>();
        FindingColumns findings = FindingColumns.Bind(table, options.Findings, columns.Taken, unknown);
        RefuseUnknown(table, unknown);
        ReadRows(table, columns, findings);
        if (records.Count == 0 && missing.Count == 0)
        {
            throw InvalidInputException.At(path, null, "the table has a header but no rows.");
        }

        CheckMissing();
        return new ImageTable(path, records, findings.Any ? new FindingSet(findings.Findings) : null)
        {
            IgnoredColumns = [.. unknown.Select(column => table.Header[column])],
            SkippedDuplicates = duplicates,
            MissingFiles = missing,
        };
    }

    private Columns BindColumns(CsvTable table)
    {
        int name = table.IndexOf("path", "image", "imgpath", "image path", "image index", "file", "filename");
        if (name < 0)
        {
            throw InvalidInputException.At(
                path, "line 1", $"no column is called 'path' or 'image'; the columns are {string.Join(", ", table.Header.Select(header => $"'{header}'"))}.");
        }

        return new Columns(
            name,
            table.IndexOf("patient", "patient id", "patientid", "subject", "subject id"),
            Named(table, options.SplitColumn, "split column") ?? (options.IgnoreSplit ? -1 : table.IndexOf("split")),
            table.IndexOf("study", "study id", "studyid"),
            table.IndexOf("view", "view position", "ap/pa"),
            table.IndexOf("sex", "gender", "patient sex", "patient gender"),
            table.IndexOf("age", "patient age"),
            Named(table, options.TextColumn, "text column") ?? -1);
    }

    private int? Named(CsvTable table, string? name, string what)
    {
        if (name is null)
        {
            return null;
        }

        int index = table.IndexOf(name);
        return index >= 0 ? index : throw InvalidInputException.At(path, "line 1", $"the {what} '{name}' is not among the columns {string.Join(", ", table.Header)}.");
    }

    private void RefuseUnknown(CsvTable table, List<int> unknown)
    {
        if (options.UnknownColumns == UnknownColumns.Refuse && unknown.Count > 0)
        {
            string name = table.Header[unknown[0]];
            throw InvalidInputException.At(
                path, "line 1", $"'{name}' is no known column and no known finding.",
                $"Known findings are {string.Join(", ", options.Findings.Names)}; remove the column or correct its name.");
        }
    }

    private void ReadRows(CsvTable table, Columns columns, FindingColumns findings)
    {
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        while (table.Read())
        {
            string name = table.Text(columns.Name) ?? throw table.Wrong("the path is blank.");
            string file = Resolve(table, name);
            if (!lines.TryAdd(file, table.Line))
            {
                if (options.DuplicatePaths == DuplicatePaths.Refuse)
                {
                    throw table.Wrong($"'{name}' stands in line {lines[file]} too.", "Give each film once, or keep the first row of each by option.");
                }

                duplicates++;
                continue;
            }

            FindingLabels? labels = findings.Any ? findings.Read(table) : null;
            if (options.MissingFiles != MissingFiles.DoNotCheck && !File.Exists(file))
            {
                missing.Add(name);
                continue;
            }

            records.Add(new ImageRecord(name, file, Intern(table.Text(columns.Patient)), Intern(table.Text(columns.Split)), labels)
            {
                Study = Intern(table.Text(columns.Study)),
                View = Intern(table.Text(columns.View)),
                Sex = Intern(table.Text(columns.Sex)),
                Age = float.TryParse(table.Text(columns.Age), NumberStyles.Float, CultureInfo.InvariantCulture, out float age) ? age : null,
                Text = table.Text(columns.Text),
                Line = table.Line,
            });
        }
    }

    private string Resolve(CsvTable table, string name)
    {
        if (name.Contains('\0', StringComparison.Ordinal))
        {
            throw table.Wrong("the path holds a zero byte.");
        }

        return Path.GetFullPath(Path.Combine(root, name.Replace('\\', '/')));
    }

    private void CheckMissing()
    {
        if (missing.Count == 0 || (options.MissingFiles == MissingFiles.Skip && records.Count > 0))
        {
            return;
        }

        string names = string.Join(", ", missing.Take(NamesInMessage).Select(name => $"'{name}'")) + (missing.Count > NamesInMessage ? ", …" : "");
        throw InvalidInputException.At(
            path, null, $"{missing.Count} of {missing.Count + records.Count} pictures are missing under {root}: {names}.",
            "Correct the image root, or skip missing pictures by option.");
    }

    // Few different texts in many rows: one object for each.
    private string? Intern(string? text) => text is null ? null : texts.TryGetValue(text, out string? known) ? known : texts[text] = text;

    private sealed record Columns(int Name, int Patient, int Split, int Study, int View, int Sex, int Age, int Text)
    {
        public IReadOnlySet<int> Taken { get; } = new HashSet<int> { Name, Patient, Split, Study, View, Sex, Age, Text };
    }
}
