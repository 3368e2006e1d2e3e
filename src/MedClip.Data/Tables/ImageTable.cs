using System.Collections;

namespace MedClip.Data;

/// <summary>
/// Films with what is known of them, in the order of the table. Columns are bound by name, without regard to case, spaces
/// and underscores: <c>path</c> or <c>image</c>; optional <c>patient</c>, <c>study</c>, <c>split</c>, <c>view</c>, <c>sex</c>, <c>age</c>; finding
/// columns with 1, 0, −1 or blank, in CheXpert's names or those of other data sets (<see cref="FindingAliases"/>).
/// </summary>
public sealed class ImageTable : IReadOnlyList<ImageRecord>
{
    private readonly List<ImageRecord> records;

    internal ImageTable(string source, List<ImageRecord> records, FindingSet? labelled)
    {
        Source = source;
        this.records = records;
        LabelledFindings = labelled;
    }

    /// <summary>The file or folder that the films were listed from.</summary>
    public string Source { get; }

    /// <summary>The findings that have a column, in the order of the set; null when the table labels nothing.</summary>
    public FindingSet? LabelledFindings { get; }

    /// <summary>Columns that were left out because their names are not known.</summary>
    public IReadOnlyList<string> IgnoredColumns { get; internal init; } = [];

    /// <summary>Rows that were left out because their path stood in the table before.</summary>
    public int SkippedDuplicates { get; internal init; }

    /// <summary>Names of films that were left out because their file is missing.</summary>
    public IReadOnlyList<string> MissingFiles { get; internal init; } = [];

    /// <inheritdoc/>
    public int Count => records.Count;

    /// <inheritdoc/>
    public ImageRecord this[int index] => records[index];

    /// <summary>Reads a table.</summary>
    /// <param name="path">The CSV file.</param>
    /// <param name="imageRoot">The folder that relative paths start from; the table's own folder when null.</param>
    /// <param name="options">How to read it; the defaults when null.</param>
    /// <exception cref="InvalidInputException">
    /// The file is missing or empty, no column holds the paths, a label is none of 1, 0, −1 and blank, a path is blank or stands twice, or
    /// a picture is missing; the message carries file and line.
    /// </exception>
    public static ImageTable Load(string path, string? imageRoot = null, ImageTableOptions? options = null) =>
        new ImageTableReader(path, imageRoot, options ?? new ImageTableOptions()).Read();

    /// <summary>Lists the pictures of a folder and its subfolders, in ordinal order of their names.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="InvalidInputException">There is no such folder, or no picture in it.</exception>
    public static ImageTable FromFolder(string folder) => ImageFolder.List(folder);

    /// <summary>Reads a table, or lists a folder when the path is one.</summary>
    /// <param name="path">A CSV file or a folder.</param>
    /// <param name="imageRoot">As in <see cref="Load"/>; not used for a folder.</param>
    /// <param name="options">As in <see cref="Load"/>; not used for a folder.</param>
    public static ImageTable LoadOrList(string path, string? imageRoot = null, ImageTableOptions? options = null) =>
        Directory.Exists(path) ? FromFolder(path) : Load(path, imageRoot, options);

    /// <summary>Puts tables of equal finding sets after each other.</summary>
    /// <param name="tables">One or more tables.</param>
    /// <exception cref="InvalidInputException">A file stands in two of the tables.</exception>
    public static ImageTable Concatenate(IReadOnlyList<ImageTable> tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        if (tables.Count == 1)
        {
            return tables[0];
        }

        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (ImageTable table in tables)
        {
            foreach (ImageRecord record in table)
            {
                if (!seen.TryAdd(record.Path, table.Source))
                {
                    throw InvalidInputException.At(table.Source, $"line {record.Line}", $"'{record.Name}' stands in {seen[record.Path]} too.", "Give each film once.");
                }
            }
        }

        Finding[] labelled = [.. tables.SelectMany(table => table.LabelledFindings ?? Enumerable.Empty<Finding>()).Distinct()];
        return new ImageTable(
            string.Join(", ", tables.Select(table => table.Source)), [.. tables.SelectMany(table => table)], labelled.Length > 0 ? new FindingSet(labelled) : null)
        {
            IgnoredColumns = [.. tables.SelectMany(table => table.IgnoredColumns).Distinct()],
            SkippedDuplicates = tables.Sum(table => table.SkippedDuplicates),
            MissingFiles = [.. tables.SelectMany(table => table.MissingFiles)],
        };
    }

    /// <summary>The same films without the split that the table puts them in, for a split of one's own.</summary>
    public ImageTable WithoutSplit() => new(Source, [.. records.Select(record => record with { Split = null })], LabelledFindings) { IgnoredColumns = IgnoredColumns };

    /// <summary>The rows at some places, as a table of their own.</summary>
    /// <param name="indices">Places in this table.</param>
    public ImageTable Select(IEnumerable<int> indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        return new ImageTable(Source, [.. indices.Select(index => records[index])], LabelledFindings) { IgnoredColumns = IgnoredColumns };
    }

    /// <inheritdoc/>
    public IEnumerator<ImageRecord> GetEnumerator() => records.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
