using System.Globalization;

namespace MedClip.Data;

/// <summary>
/// NIH ChestX-ray14 (https://arxiv.org/abs/1705.02315): <c>Data_Entry_2017.csv</c>, the official lists <c>train_val_list.txt</c> and
/// <c>test_list.txt</c>, <c>BBox_List_2017.csv</c>; films in images/ or images_001/images … images_012/images.
/// </summary>
public sealed class NihDataset : IFilmDataset
{
    private static readonly string[] Classes =
    [
        "Atelectasis", "Cardiomegaly", "Effusion", "Infiltration", "Mass", "Nodule", "Pneumonia", "Pneumothorax", "Consolidation", "Edema", "Emphysema",
        "Fibrosis", "Pleural_Thickening", "Hernia", "No Finding",
    ];

    /// <inheritdoc/>
    public string Name => "nih";

    /// <inheritdoc/>
    public string Description => "NIH ChestX-ray14: the folder with Data_Entry_2017.csv";

    /// <inheritdoc/>
    public FindingSet Findings(string source) => FindingSet.CheXpert;

    /// <inheritdoc/>
    public IEnumerable<DatasetFilm> Read(string source, DatasetOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string path = DatasetFolder.Require(source, "ChestX-ray14's table", "Data_Entry_2017.csv", "Data_Entry_2017_v2020.csv");
        HashSet<string> train = List(source, "train_val_list.txt");
        HashSet<string> test = List(source, "test_list.txt");
        Dictionary<string, List<FindingBox>> boxes = DatasetFolder.Find(source, "BBox_List_2017.csv") is { } drawn ? ReadBoxes(drawn) : [];
        string[] folders = options.ImageRoot is { } root ? [root]
            : [.. Directory.EnumerateDirectories(source, "images*").Order(StringComparer.Ordinal).Select(folder => Directory.Exists(Path.Combine(folder, "images")) ? Path.Combine(folder, "images") : folder)];
        var names = new ClassNames(FindingSet.CheXpert, Classes);
        using CsvTable table = CsvTable.Open(path, "ChestX-ray14's table");
        (int image, int labels, int patient) = (table.IndexOf("image index"), table.IndexOf("finding labels"), table.IndexOf("patient id"));
        (int age, int sex, int view) = (table.IndexOf("patient age"), table.IndexOf("patient gender", "patient sex"), table.IndexOf("view position"));
        if (image < 0 || labels < 0)
        {
            throw InvalidInputException.At(path, "line 1", "the columns 'Image Index' and 'Finding Labels' are expected.");
        }

        while (table.Read())
        {
            string name = table.Text(image) ?? throw table.Wrong("the image index is blank.");
            if (name.AsSpan().ContainsAny('/', '\\', '\0'))
            {
                throw table.Wrong("the image index is no name of a film.");
            }

            FindingLabels label = names.Of((table.Text(labels) ?? "").Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), out string? unknown)
                ?? throw table.Wrong($"the class '{unknown}' is not known.");
            yield return new DatasetFilm(folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists) ?? Path.Combine(folders.FirstOrDefault() ?? source, name), label)
            {
                Patient = table.Text(patient),
                Split = train.Contains(name) ? "train" : test.Contains(name) ? "test" : null,
                View = table.Text(view),
                Sex = DatasetFolder.Sex(table.Text(sex)),
                Age = DatasetFolder.Age(table.Text(age)),
                Boxes = boxes.GetValueOrDefault(name) ?? [],
            };
        }
    }

    private static HashSet<string> List(string source, string name) =>
        DatasetFolder.Find(source, name) is { } path ? [.. File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0)] : [];

    private static Dictionary<string, List<FindingBox>> ReadBoxes(string path)
    {
        // The header's last columns read "Bbox [x", "y", "w", "h]" and three are blank, so they are taken by position.
        using CsvTable table = CsvTable.Open(path, "ChestX-ray14's boxes");
        var boxes = new Dictionary<string, List<FindingBox>>(StringComparer.Ordinal);
        while (table.Read())
        {
            string name = table.Text(0) ?? throw table.Wrong("the image index is blank.");
            float[] numbers = [.. Enumerable.Range(2, 4).Select(column => float.TryParse(table.Text(column), NumberStyles.Float, CultureInfo.InvariantCulture, out float number) ? number
                : throw table.Wrong($"the box holds '{table.Text(column)}'."))];
            if (!boxes.TryGetValue(name, out List<FindingBox>? list))
            {
                boxes.Add(name, list = []);
            }

            list.Add(new FindingBox(table.Text(1) ?? "", numbers[0], numbers[1], numbers[2], numbers[3]));
        }

        return boxes;
    }
}
