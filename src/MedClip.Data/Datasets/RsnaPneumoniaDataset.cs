using System.Globalization;

namespace MedClip.Data;

/// <summary>
/// The RSNA pneumonia detection challenge (https://www.kaggle.com/c/rsna-pneumonia-detection-challenge): <c>stage_2_train_labels.csv</c>,
/// <c>stage_2_detailed_class_info.csv</c> and DICOM films. Target 1 means Pneumonia and Lung Opacity; boxes of one film are joined.
/// </summary>
public sealed class RsnaPneumoniaDataset : IFilmDataset
{
    /// <inheritdoc/>
    public string Name => "rsna";

    /// <inheritdoc/>
    public string Description => "RSNA pneumonia challenge: the folder with stage_2_train_labels.csv and stage_2_train_images/";

    /// <inheritdoc/>
    public FindingSet Findings(string source) => FindingSet.CheXpert;

    /// <inheritdoc/>
    public IEnumerable<DatasetFilm> Read(string source, DatasetOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string path = DatasetFolder.Require(source, "the challenge's label table", "stage_2_train_labels.csv", "stage_1_train_labels.csv");
        string stage = Path.GetFileName(path)[..7];
        Dictionary<string, string> classes = DatasetFolder.Find(source, $"{stage}_detailed_class_info.csv") is { } details ? ReadClasses(details) : [];
        string images = options.ImageRoot ?? Path.Combine(source, $"{stage}_train_images");
        var films = new Dictionary<string, (bool Positive, List<FindingBox> Boxes)>(StringComparer.Ordinal);
        var order = new List<string>();
        ReadBoxes(path, films, order);
        foreach (string id in order)
        {
            (bool positive, List<FindingBox> boxes) = films[id];
            string dicom = Path.Combine(images, id + ".dcm");
            string png = Path.Combine(images, id + ".png");
            yield return new DatasetFilm(!File.Exists(dicom) && File.Exists(png) ? png : dicom, Labels(positive, classes.GetValueOrDefault(id)))
            {
                Patient = id, Study = id, Boxes = boxes,
            };
        }
    }

    private static void ReadBoxes(string path, Dictionary<string, (bool, List<FindingBox>)> films, List<string> order)
    {
        using CsvTable table = CsvTable.Open(path, "the challenge's labels");
        (int id, int target) = (table.IndexOf("patientid"), table.IndexOf("target"));
        int[] box = [table.IndexOf("x"), table.IndexOf("y"), table.IndexOf("width"), table.IndexOf("height")];
        if (id < 0 || target < 0)
        {
            throw InvalidInputException.At(path, "line 1", "the columns 'patientId' and 'Target' are expected.");
        }

        while (table.Read())
        {
            string film = table.Text(id) ?? throw table.Wrong("patientId is blank.");
            if (film.AsSpan().ContainsAny('/', '\\', '\0'))
            {
                throw table.Wrong("patientId is no name of a film.");
            }

            bool positive = table.Text(target) switch { "1" => true, "0" => false, var other => throw table.Wrong($"Target is '{other}'; 0 and 1 are known.") };
            if (!films.TryGetValue(film, out (bool Positive, List<FindingBox> Boxes) known))
            {
                films[film] = known = (positive, []);
                order.Add(film);
            }
            else if (known.Positive != positive)
            {
                throw table.Wrong($"'{film}' has Target 0 and 1.");
            }

            if (box.All(column => table.Text(column) is not null))
            {
                float[] numbers = [.. box.Select(column => float.TryParse(table.Text(column), NumberStyles.Float, CultureInfo.InvariantCulture, out float number) ? number
                    : throw table.Wrong($"the box holds '{table.Text(column)}'."))];
                known.Boxes.Add(new FindingBox("Lung Opacity", numbers[0], numbers[1], numbers[2], numbers[3]));
            }
        }
    }

    private static Dictionary<string, string> ReadClasses(string path)
    {
        using CsvTable table = CsvTable.Open(path, "the challenge's classes");
        (int id, int kind) = (table.IndexOf("patientid"), table.IndexOf("class"));
        var classes = new Dictionary<string, string>(StringComparer.Ordinal);
        while (table.Read())
        {
            classes[table.Text(id) ?? throw table.Wrong("patientId is blank.")] = table.Text(kind) ?? "";
        }

        return classes;
    }

    private static FindingLabels Labels(bool positive, string? kind)
    {
        FindingSet findings = FindingSet.CheXpert;
        LabelValue[] values = FindingLabels.None(findings).Values.ToArray();
        values[findings.IndexOf(Finding.Pneumonia)] = positive ? LabelValue.Positive : LabelValue.Negative;
        values[findings.IndexOf(Finding.LungOpacity)] = positive ? LabelValue.Positive : LabelValue.Negative;
        values[findings.IndexOf(Finding.NoFinding)] = positive ? LabelValue.Negative
            : kind is null ? LabelValue.NotMentioned : kind == "Normal" ? LabelValue.Positive : LabelValue.Negative;
        return new FindingLabels(findings, values);
    }
}
