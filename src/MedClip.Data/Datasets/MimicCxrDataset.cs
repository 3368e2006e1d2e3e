namespace MedClip.Data;

/// <summary>
/// MIMIC-CXR-JPG 2.0.0 (https://physionet.org/content/mimic-cxr-jpg/): metadata, labels of chexpert or negbio, split, and the free-text reports of
/// MIMIC-CXR where they lie beside. Tables may be gzipped, as they are given out.
/// </summary>
public sealed class MimicCxrDataset : IFilmDataset
{
    private const string Prefix = "mimic-cxr-2.0.0-";

    /// <inheritdoc/>
    public string Name => "mimic";

    /// <inheritdoc/>
    public string Description => "MIMIC-CXR-JPG: the folder with mimic-cxr-2.0.0-metadata.csv(.gz) and files/";

    /// <inheritdoc/>
    public FindingSet Findings(string source) => FindingSet.CheXpert;

    /// <inheritdoc/>
    public IEnumerable<DatasetFilm> Read(string source, DatasetOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Labeler is not ("chexpert" or "negbio"))
        {
            throw new InvalidInputException($"MIMIC-CXR has labels of chexpert and of negbio, not of '{options.Labeler}'.");
        }

        string metadata = DatasetFolder.Require(source, "MIMIC-CXR's metadata", Prefix + "metadata.csv");
        string labelFile = DatasetFolder.Require(source, "MIMIC-CXR's label table", $"{Prefix}{options.Labeler}.csv");
        Dictionary<string, FindingLabels> labels = ReadLabels(labelFile);
        Dictionary<string, string> splits = DatasetFolder.Find(source, Prefix + "split.csv") is { } path ? ReadSplits(path) : [];
        var reports = new ReportFolder(source);
        FindingLabels none = FindingLabels.None(FindingSet.CheXpert);
        using CsvTable table = CsvTable.Open(metadata, "MIMIC-CXR's metadata");
        (int dicom, int subject, int study, int view) = (Column(table, "dicom_id"), Column(table, "subject_id"), Column(table, "study_id"), table.IndexOf("viewposition"));
        string root = options.ImageRoot ?? Path.Combine(source, "files");
        while (table.Read())
        {
            string patient = table.Text(subject) ?? throw table.Wrong("subject_id is blank.");
            string examination = table.Text(study) ?? throw table.Wrong("study_id is blank.");
            string image = table.Text(dicom) ?? throw table.Wrong("dicom_id is blank.");
            if (patient.Length < 2 || (patient + examination + image).AsSpan().ContainsAny('/', '\\', '\0'))
            {
                throw table.Wrong("an id is no id of MIMIC-CXR.");
            }

            string folder = Path.Combine($"p{patient[..2]}", $"p{patient}");
            yield return new DatasetFilm(Path.Combine(root, folder, $"s{examination}", image + ".jpg"), labels.GetValueOrDefault(examination, none))
            {
                Patient = patient,
                Study = examination,
                Split = splits.GetValueOrDefault(image),
                View = table.Text(view),
                Report = reports.Find(Path.Combine(folder, $"s{examination}.txt"), examination, patient),
            };
        }
    }

    private static int Column(CsvTable table, string name) => table.IndexOf(name) is var index and >= 0 ? index
        : throw InvalidInputException.At(table.Path, "line 1", $"no column is called '{name}'.");

    private static Dictionary<string, FindingLabels> ReadLabels(string path)
    {
        using CsvTable table = CsvTable.Open(path, "MIMIC-CXR's labels");
        int study = Column(table, "study_id");
        FindingColumns columns = FindingColumns.Bind(table, FindingSet.CheXpert, new HashSet<int> { study, table.IndexOf("subject_id") }, []);
        var labels = new Dictionary<string, FindingLabels>(StringComparer.Ordinal);
        while (table.Read())
        {
            labels[table.Text(study) ?? throw table.Wrong("study_id is blank.")] = columns.Read(table);
        }

        return labels;
    }

    private static Dictionary<string, string> ReadSplits(string path)
    {
        using CsvTable table = CsvTable.Open(path, "MIMIC-CXR's split");
        (int dicom, int split) = (Column(table, "dicom_id"), Column(table, "split"));
        var splits = new Dictionary<string, string>(StringComparer.Ordinal);
        while (table.Read())
        {
            splits[table.Text(dicom) ?? throw table.Wrong("dicom_id is blank.")] = table.Text(split) switch
            {
                "train" => "train",
                "validate" => "validation",
                "test" => "test",
                var other => throw table.Wrong($"the split is '{other}'; train, validate and test are known."),
            };
        }

        return splits;
    }

    /// <summary>Reports of studies: one file each, beside the pictures or in the folder of the report archive.</summary>
    private sealed class ReportFolder(string source)
    {
        private const int LongestReport = 1 << 20;
        private readonly string[] roots = [.. new[] { "files", "mimic-cxr-reports/files", "reports/files" }.Select(folder => Path.Combine(source, folder)).Where(Directory.Exists)];
        private ReportRecord? last;

        public ReportRecord? Find(string relative, string study, string patient)
        {
            if (last?.Id == study)
            {
                return last;
            }

            foreach (string root in roots)
            {
                var file = new FileInfo(Path.Combine(root, relative));
                if (file.Exists && file.Length <= LongestReport)
                {
                    return last = new ReportRecord(study, File.ReadAllText(file.FullName).Trim(), null, null) { Patient = patient };
                }
            }

            return null;
        }
    }
}
