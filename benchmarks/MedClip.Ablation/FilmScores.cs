using System.Globalization;
using CsvHelper;
using MedClip.Data;
using MedClip.Evaluation;

namespace MedClip.Ablation;

/// <summary>The scores that a training's model gives its test films, beside their labels: one table for each training, in the folder PATH.scores.</summary>
internal static class FilmScores
{
    private const string Suffix = " score";

    /// <summary>One film: whose it is, what it shows (null = not said) and its scores, by finding.</summary>
    internal sealed record Film(string Patient, IReadOnlyDictionary<string, bool?> Labels, IReadOnlyDictionary<string, double> Scores);

    public static string Folder(string rows) => Path.GetFullPath(rows) + ".scores";

    public static void Write(string rows, string run, IReadOnlyList<Finding> findings, IEnumerable<(ImageRecord Film, IReadOnlyList<double> Scores)> films)
    {
        var truth = new GroundTruthPolicy();
        Directory.CreateDirectory(Folder(rows));
        AtomicFile.Write(Path.Combine(Folder(rows), run + ".csv"), stream =>
        {
            using CsvWriter csv = CsvWriter.Create(stream, CsvWriterOptions.Default, leaveOpen: true);
            csv.WriteRecord(["film", "patient", .. findings.SelectMany(finding => new[] { finding.Name, finding.Name + Suffix })]);
            foreach ((ImageRecord film, IReadOnlyList<double> scores) in films)
            {
                csv.WriteRecord([film.Name, film.Patient ?? "", .. findings.SelectMany((finding, i) => new[] { Cell(truth.Present(film.Labels![finding])), scores[i].ToString("R", CultureInfo.InvariantCulture) })]);
            }
        });

        static string Cell(bool? present) => present switch { true => "1", false => "0", null => "" };
    }

    public static IReadOnlyList<Film> Read(string path)
    {
        using CsvReader csv = CsvReader.FromFile(path, CsvReaderOptions.Default, FileOptions.SequentialScan);
        string[] header = [.. csv.Headers];
        string[] findings = [.. header.Where(name => header.Contains(name + Suffix))];
        var films = new List<Film>();
        while (csv.Read())
        {
            Dictionary<string, string> cells = header.Select((name, i) => (name, csv.GetString(i))).ToDictionary(cell => cell.name, cell => cell.Item2, StringComparer.Ordinal);
            films.Add(new Film(
                cells["patient"],
                findings.ToDictionary(name => name, name => cells[name] switch { "1" => true, "0" => (bool?)false, _ => null }),
                findings.ToDictionary(name => name, name => double.Parse(cells[name + Suffix], CultureInfo.InvariantCulture))));
        }

        return films;
    }
}
