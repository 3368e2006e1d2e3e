using System.IO.Compression;
using CsvHelper;

namespace MedClip.Cli;

/// <summary>
/// A table of labels: one column of ids, one for each finding, found by name ("Effusion" is Pleural Effusion; of several columns of one finding the
/// surest value counts). Cells are 1, 0, -1 (also 1.0, …) or blank.
/// </summary>
internal sealed class LabelFile
{
    private const int MaxRecordBytes = 1 << 20;
    private static readonly string[] IdNames = ["id", "uid", "filename", "study_id", "study", "path", "report_id", "image"];

    private readonly List<(int Column, int Finding)> columns = [];

    private LabelFile(string path) => Path = path;

    public string Path { get; }

    /// <summary>The findings that have a column, in the order of the columns.</summary>
    public FindingSet Findings { get; private set; } = FindingSet.CheXpert;

    /// <summary>The labels by id, in the order of the rows.</summary>
    public OrderedDictionary<string, FindingLabels> Rows { get; } = new(StringComparer.Ordinal);

    /// <exception cref="InvalidInputException">The file is missing or malformed, has no finding's column, or names an id twice.</exception>
    public static LabelFile Load(string path)
    {
        if (!File.Exists(path))
        {
            throw InvalidInputException.At(path, null, "there is no such file; a table of labels is expected.");
        }

        var table = new LabelFile(path);
        try
        {
            using Stream file = File.OpenRead(path);
            using Stream content = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
            using CsvReader reader = CsvReader.Create(content, CsvReaderOptions.Default with
            {
                TrackLineNumbers = true, MaxRecordSize = MaxRecordBytes, MalformedData = CsvMalformedDataHandling.Throw,
            });
            table.Read(reader);
        }
        catch (CsvFormatException e)
        {
            throw InvalidInputException.At(path, e.LineNumber > 0 ? $"line {e.LineNumber}" : null, $"the row cannot be read: {e.Message}", innerException: e);
        }
        catch (InvalidDataException e)
        {
            throw InvalidInputException.At(path, null, $"the file cannot be unpacked: {e.Message}", innerException: e);
        }

        return table;
    }

    private void Read(CsvReader reader)
    {
        string[] header = [.. reader.Headers.Select(name => name.Trim())];
        int id = BindColumns(header);
        while (reader.Read())
        {
            string place = $"line {reader.LineNumber}";
            if (reader.FieldCount != header.Length)
            {
                throw InvalidInputException.At(Path, place, $"the row has {reader.FieldCount} fields, the header {header.Length}.");
            }

            var values = new LabelValue[Findings.Count];
            values.AsSpan().Fill(LabelValue.NotMentioned);
            foreach ((int column, int finding) in columns)
            {
                LabelValue value = Parse(reader.GetString(column).Trim(), place, header[column]);
                values[finding] = Surer(values[finding], value);
            }

            string name = reader.GetString(id).Trim();
            if (!Rows.TryAdd(name, new FindingLabels(Findings, values)))
            {
                throw InvalidInputException.At(Path, place, $"the id '{name}' stands in an earlier row too.", "Each report needs an id of its own.");
            }
        }
    }

    private int BindColumns(string[] header)
    {
        var findings = new List<Finding>();
        for (int column = 0; column < header.Length; column++)
        {
            Finding? finding = FindingAliases.TryResolve(header[column], out FindingAlias alias) ? alias.Finding : null;
            if (finding is { } known)
            {
                int place = findings.IndexOf(known);
                if (place < 0)
                {
                    place = findings.Count;
                    findings.Add(known);
                }

                columns.Add((column, place));
            }
        }

        if (findings.Count == 0)
        {
            throw InvalidInputException.At(Path, null, "no column is named after a finding.", "The header of a table of labels names findings, e.g. 'Cardiomegaly'.");
        }

        Findings = new FindingSet(findings);
        int id = Array.FindIndex(header, name => IdNames.Contains(name, StringComparer.OrdinalIgnoreCase));
        id = id >= 0 ? id : Enumerable.Range(0, header.Length).FirstOrDefault(column => columns.All(bound => bound.Column != column), -1);
        return id >= 0 ? id : throw InvalidInputException.At(Path, null, "no column holds the ids of the reports.", "Name one 'id'.");
    }

    private LabelValue Parse(string cell, string place, string column) => (cell.EndsWith(".0", StringComparison.Ordinal) ? cell[..^2] : cell) switch
    {
        "" => LabelValue.NotMentioned,
        "1" => LabelValue.Positive,
        "0" => LabelValue.Negative,
        "-1" => LabelValue.Uncertain,
        _ => throw InvalidInputException.At(Path, place, $"column '{column}' holds '{(cell.Length > 40 ? cell[..40] + "…" : cell)}'.", "A label is 1, 0, -1 or blank."),
    };

    private static LabelValue Surer(LabelValue a, LabelValue b) =>
        new[] { LabelValue.Positive, LabelValue.Uncertain, LabelValue.Negative }.FirstOrDefault(value => a == value || b == value, LabelValue.NotMentioned);
}
