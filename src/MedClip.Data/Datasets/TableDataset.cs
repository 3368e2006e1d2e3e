namespace MedClip.Data;

/// <summary>Any table that <see cref="ImageTable"/> reads, or a folder with <c>labels.csv</c>.</summary>
public sealed class TableDataset : IFilmDataset
{
    /// <inheritdoc/>
    public string Name => "table";

    /// <inheritdoc/>
    public string Description => "Any CSV with a column 'path' or 'image' and columns of findings; or a folder with labels.csv";

    /// <inheritdoc/>
    public FindingSet Findings(string source) => FindingSet.CheXpert;

    /// <inheritdoc/>
    public IEnumerable<DatasetFilm> Read(string source, DatasetOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string path = Directory.Exists(source) ? DatasetFolder.Require(source, "a table", "labels.csv", "films.csv") : source;
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;

        // Films often lie in images/ beside the table, which then gives bare names.
        string? root = options.ImageRoot ?? (Directory.Exists(Path.Combine(folder, "images")) && IsBare(path) ? Path.Combine(folder, "images") : null);
        ImageTable table = ImageTable.Load(path, root, new ImageTableOptions { MissingFiles = MissingFiles.DoNotCheck, DuplicatePaths = DuplicatePaths.KeepFirst });
        FindingLabels none = FindingLabels.None(FindingSet.CheXpert);
        foreach (ImageRecord record in table)
        {
            yield return new DatasetFilm(record.Path, record.Labels ?? none)
            {
                Patient = record.Patient, Study = record.Study, Split = record.Split, View = record.View, Sex = record.Sex, Age = record.Age,
            };
        }
    }

    private static bool IsBare(string path)
    {
        using CsvTable table = CsvTable.Open(path, "an image table");
        int name = table.IndexOf("path", "image", "imgpath", "image path", "image index", "file", "filename");
        return name >= 0 && table.Read() && table.Text(name)?.AsSpan().ContainsAny('/', '\\') == false;
    }
}
