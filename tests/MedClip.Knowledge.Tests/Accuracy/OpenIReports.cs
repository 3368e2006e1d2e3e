using System.Globalization;
using CsvHelper;
using MedClip.Fixtures;

namespace MedClip.Knowledge.Tests;

/// <summary>Open-I's reports with the gold of NegBio's authors.</summary>
internal static class OpenIReports
{
    /// <summary>The seven findings that both name (data/README.md), with the gold's column.</summary>
    public static IReadOnlyList<(Finding Finding, string Column)> Judged { get; } =
    [
        (Finding.Atelectasis, "Atelectasis"), (Finding.Cardiomegaly, "Cardiomegaly"), (Finding.PleuralEffusion, "Effusion"),
        (Finding.Pneumonia, "Pneumonia"), (Finding.Pneumothorax, "Pneumothorax"), (Finding.Consolidation, "Consolidation"), (Finding.Edema, "Edema"),
    ];

    public static IReadOnlyList<(int Id, ReportText Report, IReadOnlyDictionary<string, bool> Gold)> Read()
    {
        var gold = Rows(SharedFolder.RequireData("openi/gold14.csv"))
            .ToDictionary(row => row["filename"][3..], row => row.Where(cell => cell.Key != "filename").ToDictionary(cell => cell.Key, cell => cell.Value == "1"));
        return [.. Rows(SharedFolder.RequireData("openi/reports.csv")).Select(row => (
            int.Parse(row["uid"], CultureInfo.InvariantCulture),
            ReportText.OfColumns(("findings", row["findings"]), ("impression", row["impression"])),
            (IReadOnlyDictionary<string, bool>)gold[row["uid"]]))];
    }

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
