using System.Security.Cryptography;
using System.Text.Json;

namespace MedClip.Data;

/// <summary>Says in <c>manifest.json</c> where a prepared table comes from, what it holds, and the hashes of its files.</summary>
internal static class PreparationManifest
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static void Write(string folder, IFilmDataset dataset, string source, PreparationOptions options, PreparationSummary summary)
    {
        var findings = new SortedDictionary<string, object>(StringComparer.Ordinal);
        for (int i = 0; i < summary.Findings.Count; i++)
        {
            FindingCount count = summary.Count(i);
            findings[summary.Findings[i].Name] = new { count.Positive, count.Negative, count.Uncertain };
        }

        AtomicFile.WriteText(Path.Combine(folder, "manifest.json"), JsonSerializer.Serialize(
            new
            {
                Dataset = dataset.Name,
                Source = Path.GetRelativePath(folder, Path.GetFullPath(source)).Replace('\\', '/'),
                Options = new
                {
                    Uncertain = options.Uncertain.ToString(), Missing = options.Missing.ToString(), options.FrontalOnly, options.HashFilms, options.Dataset.Labeler,
                    Salted = options.Dataset.Salt is not null,
                },
                summary.Images, summary.Patients, summary.Studies, summary.Reports, summary.Pairs, summary.Missing, summary.DuplicateRows, summary.EqualFiles, summary.Lateral,
                summary.Views, summary.Splits,
                Findings = findings,
                Sha256 = new[] { "films.csv", "reports.csv" }.Where(name => File.Exists(Path.Combine(folder, name))).ToDictionary(name => name, name => Hash(Path.Combine(folder, name))),
            },
            Indented));
    }

    private static string Hash(string file)
    {
        using FileStream stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
