namespace MedClip.Data;

/// <summary>
/// CheXpert and CheXpert-small (https://arxiv.org/abs/1901.07031): <c>train.csv</c>, <c>valid.csv</c> and, where it is there, <c>test.csv</c>, whose paths
/// start with the set's own folder name.
/// </summary>
public sealed class CheXpertDataset : IFilmDataset
{
    /// <inheritdoc/>
    public string Name => "chexpert";

    /// <inheritdoc/>
    public string Description => "CheXpert or CheXpert-small: the folder with train.csv and valid.csv";

    /// <inheritdoc/>
    public FindingSet Findings(string source) => FindingSet.CheXpert;

    /// <inheritdoc/>
    public IEnumerable<DatasetFilm> Read(string source, DatasetOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string first = DatasetFolder.Require(source, "CheXpert's table", "train.csv", "valid.csv", "test.csv");
        string folder = Path.GetDirectoryName(first)!;
        foreach ((string name, string split) in new[] { ("train.csv", "train"), ("valid.csv", "validation"), ("test.csv", "test") })
        {
            if (DatasetFolder.Find(folder, name) is { } path)
            {
                foreach (DatasetFilm film in ReadTable(path, folder, split, options))
                {
                    yield return film;
                }
            }
        }
    }

    private static IEnumerable<DatasetFilm> ReadTable(string path, string folder, string split, DatasetOptions options)
    {
        using CsvTable table = CsvTable.Open(path, "a CheXpert table");
        int name = table.IndexOf("path");
        if (name < 0)
        {
            throw InvalidInputException.At(path, "line 1", "no column is called 'Path'.");
        }

        (int sex, int age, int side, int view) = (table.IndexOf("sex"), table.IndexOf("age"), table.IndexOf("frontal/lateral"), table.IndexOf("ap/pa"));
        FindingColumns labels = FindingColumns.Bind(table, FindingSet.CheXpert, new HashSet<int> { name, sex, age, side, view }, []);
        while (table.Read())
        {
            string relative = (table.Text(name) ?? throw table.Wrong("the path is blank.")).Replace('\\', '/');
            string[] parts = relative.Split('/');
            if (parts.Length < 4 || !parts[^3].StartsWith("patient", StringComparison.Ordinal))
            {
                throw table.Wrong($"'{relative}' is no path of CheXpert (…/patientN/studyN/viewN_frontal.jpg).");
            }

            string file = Path.Combine(options.ImageRoot ?? folder, string.Join('/', parts[^4..]));
            yield return new DatasetFilm(file, labels.Read(table))
            {
                Patient = parts[^3],
                Study = $"{parts[^3]}-{parts[^2]}",
                Split = split,
                Sex = DatasetFolder.Sex(table.Text(sex)),
                Age = DatasetFolder.Age(table.Text(age)),
                View = table.Text(side) == "Lateral" ? "LATERAL" : table.Text(view),
            };
        }
    }
}
