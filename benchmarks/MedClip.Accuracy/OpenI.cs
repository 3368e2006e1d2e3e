using CsvHelper;
using MedClip.Knowledge;

namespace MedClip.Accuracy;

/// <summary>Open-I's reports against the gold of NegBio's authors: positive is label 1, seven findings.</summary>
internal sealed class OpenI
{
    private static readonly (Finding Finding, string Column)[] Judged =
    [
        (Finding.Atelectasis, "Atelectasis"), (Finding.Cardiomegaly, "Cardiomegaly"), (Finding.PleuralEffusion, "Effusion"), (Finding.Pneumonia, "Pneumonia"),
        (Finding.Pneumothorax, "Pneumothorax"), (Finding.Consolidation, "Consolidation"), (Finding.Edema, "Edema"),
    ];

    private readonly List<(string Id, ReportText Text, FindingLabels Gold, string Wording, Part Part)> rows = [];

    public OpenI(string folder)
    {
        var gold = Rows(Path.Combine(folder, "gold14.csv")).ToDictionary(row => row["filename"][3..], StringComparer.Ordinal);
        foreach (Dictionary<string, string> row in Rows(Path.Combine(folder, "reports.csv")))
        {
            var text = ReportText.OfColumns(("findings", row["findings"]), ("impression", row["impression"]));
            Finding[] positives = [.. Judged.Where(judged => gold[row["uid"]][judged.Column] == "1").Select(judged => judged.Finding)];
            rows.Add((row["uid"], text, FindingLabels.Of(Findings, positives), SetAside.Wording(text.Text), SetAside.PartOf(text.Text)));
        }
    }

    public static FindingSet Findings { get; } = new(Judged.Select(judged => judged.Finding));

    public IReadOnlyList<ReportText> Texts => [.. rows.Select(row => row.Text)];

    public string TextOf(string id) => rows.First(row => row.Id == id).Text.Text;

    public LabelAgreement Score(ReportLabeler labeler, Func<Part, bool> parts) => new(
        Findings,
        [.. rows.Where(row => parts(row.Part)).Select(row => new LabelCase(row.Id, labeler.Label(row.Text).Labels, row.Gold, row.Wording))]);

    private static IEnumerable<Dictionary<string, string>> Rows(string path)
    {
        using CsvReader reader = CsvReader.FromFile(path, CsvReaderOptions.Default, FileOptions.SequentialScan);
        string[] header = [.. reader.Headers];
        while (reader.Read())
        {
            yield return Enumerable.Range(0, header.Length).ToDictionary(i => header[i], reader.GetString);
        }
    }
}
