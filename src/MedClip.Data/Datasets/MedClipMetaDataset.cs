namespace MedClip.Data;

/// <summary>
/// The released code's own meta-CSV (<c>imgpath</c>, <c>subject_id</c>, findings, optionally <c>report</c>). Columns are bound by name; the released code
/// binds them by position and fails where a table has another order.
/// </summary>
public sealed class MedClipMetaDataset : IFilmDataset
{
    /// <inheritdoc/>
    public string Name => "medclip";

    /// <inheritdoc/>
    public string Description => "MedCLIP's meta-CSV: columns imgpath, subject_id, findings, optionally report";

    /// <inheritdoc/>
    public FindingSet Findings(string source) => FindingSet.CheXpert;

    /// <inheritdoc/>
    public IEnumerable<DatasetFilm> Read(string source, DatasetOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        using CsvTable table = CsvTable.Open(source, "MedCLIP's meta-CSV");
        (int image, int subject, int report) = (table.IndexOf("imgpath"), table.IndexOf("subject_id"), table.IndexOf("report", "reports"));
        (int sex, int age, int side, int view) = (table.IndexOf("sex"), table.IndexOf("age"), table.IndexOf("frontal/lateral"), table.IndexOf("ap/pa"));
        if (image < 0)
        {
            throw InvalidInputException.At(source, "line 1", "no column is called 'imgpath'.");
        }

        FindingColumns labels = FindingColumns.Bind(table, FindingSet.CheXpert, new HashSet<int> { image, subject, report, sex, age, side, view }, []);
        string root = options.ImageRoot ?? Path.GetDirectoryName(Path.GetFullPath(source))!;
        while (table.Read())
        {
            string name = table.Text(image) ?? throw table.Wrong("imgpath is blank.");
            string? study = table.Text(subject);

            // CheXpert's rows name patient and study: "patient52284-study5".
            string? patient = study?.IndexOf("-study", StringComparison.Ordinal) is { } cut and > 0 ? study[..cut] : study;
            yield return new DatasetFilm(Path.GetFullPath(Path.Combine(root, name)), labels.Read(table))
            {
                Patient = patient,
                Study = study,
                Sex = DatasetFolder.Sex(table.Text(sex)),
                Age = DatasetFolder.Age(table.Text(age)),
                View = table.Text(side) == "Lateral" ? "LATERAL" : table.Text(view) is "0" ? null : table.Text(view),
                Report = table.Text(report) is { } text ? new ReportRecord(study ?? name, text, null, null) { Patient = patient, Line = table.Line } : null,
            };
        }
    }
}
