using System.Globalization;
using System.Security.Cryptography;
using CsvHelper;

namespace MedClip.Data;

/// <summary>Writes a public data set as our own table: <c>films.csv</c>, <c>reports.csv</c> where there are reports, and <c>manifest.json</c>.</summary>
public static class DatasetPreparer
{
    private static readonly string[] Facts = ["image", "patient", "study", "split", "view", "sex", "age"];

    /// <summary>Reads a set and writes the table; paths in it are relative to the folder it stands in.</summary>
    /// <param name="dataset">The set.</param>
    /// <param name="source">Where it lies.</param>
    /// <param name="output">The folder to write to; made when missing.</param>
    /// <param name="options">Policies.</param>
    /// <param name="progress">Told the number of rows read.</param>
    /// <param name="cancellation">Ends the work; nothing half-written stays.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="InvalidInputException">The set is wrong, a film is missing and that is refused, or no film is left.</exception>
    public static PreparationSummary Prepare(
        IFilmDataset dataset, string source, string output, PreparationOptions options, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(options);
        string folder = Path.GetFullPath(output);
        var summary = new PreparationSummary(dataset.Findings(source));
        var reports = new Dictionary<string, ReportRecord>(StringComparer.Ordinal);
        AtomicFile.Write(Path.Combine(folder, "films.csv"), stream =>
        {
            using CsvWriter writer = CsvWriter.Create(stream, CsvWriterOptions.Default, leaveOpen: true);
            writer.WriteRecord([.. Facts, .. summary.Findings.Names, .. options.HashFilms ? ["sha256"] : Array.Empty<string>()]);
            foreach ((DatasetFilm film, string? hash) in Kept(dataset.Read(source, options.Dataset), options, summary, reports, progress, cancellation))
            {
                writer.WriteRecord([.. Row(film, folder, options), .. hash is null ? Array.Empty<string>() : [hash]]);
            }

            if (summary.Images == 0 && reports.Count == 0)
            {
                throw InvalidInputException.At(source, null, summary.Missing > 0
                    ? $"none of its {summary.Missing} films is there; the first looked for is {summary.MissingExamples[0]}. Name the folder of the pictures by --image-root."
                    : "it holds no film.");
            }
        });
        summary.Reports = reports.Count;
        if (reports.Count > 0)
        {
            WriteReports(Path.Combine(folder, "reports.csv"), reports.Values);
        }

        PreparationManifest.Write(folder, dataset, source, options, summary);
        return summary;
    }

    private static IEnumerable<(DatasetFilm Film, string? Hash)> Kept(
        IEnumerable<DatasetFilm> films, PreparationOptions options, PreparationSummary summary, Dictionary<string, ReportRecord> reports, IProgress<int>? progress,
        CancellationToken cancellation)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var hashes = new HashSet<string>(StringComparer.Ordinal);
        int rows = 0;
        foreach (DatasetFilm film in films)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(++rows);
            if (film.Report is { } report)
            {
                reports.TryAdd(report.Id, report);
            }

            if (!seen.Add(film.File))
            {
                summary.DuplicateRows++;
                continue;
            }

            if (options.FrontalOnly && film.View is not (null or "PA" or "AP" or "FRONTAL"))
            {
                summary.Lateral++;
                continue;
            }

            if (options.Missing != MissingFiles.DoNotCheck && !File.Exists(film.File))
            {
                summary.AddMissing(film.File);
                if (options.Missing == MissingFiles.Refuse)
                {
                    throw InvalidInputException.At(film.File, null, "there is no such film.", "Name the folder of the pictures by --image-root, or skip missing films.");
                }

                continue;
            }

            string? hash = options.HashFilms ? Hash(film.File) : null;
            if (hash is not null && !hashes.Add(hash))
            {
                summary.EqualFiles++;
            }

            summary.Add(film);
            summary.Pairs += film.Report is null ? 0 : 1;
            yield return (film, hash);
        }
    }

    private static IEnumerable<string> Row(DatasetFilm film, string folder, PreparationOptions options)
    {
        yield return Path.GetRelativePath(folder, Path.GetFullPath(film.File)).Replace('\\', '/');
        yield return film.Patient ?? "";
        yield return film.Study ?? "";
        yield return film.Split ?? "";
        yield return film.View ?? "";
        yield return film.Sex ?? "";
        yield return film.Age?.ToString("0.##", CultureInfo.InvariantCulture) ?? "";
        for (int i = 0; i < film.Labels.Values.Length; i++)
        {
            yield return Label(film.Labels.Values[i], options.Uncertain);
        }
    }

    private static string Label(LabelValue value, UncertainLabels uncertain) => value switch
    {
        LabelValue.Positive => "1",
        LabelValue.Negative => "0",
        LabelValue.Uncertain => uncertain switch { UncertainLabels.Keep => "-1", UncertainLabels.Positive => "1", UncertainLabels.Negative => "0", _ => "" },
        _ => "",
    };

    private static void WriteReports(string path, IEnumerable<ReportRecord> reports) => AtomicFile.Write(path, stream =>
    {
        using CsvWriter writer = CsvWriter.Create(stream, CsvWriterOptions.Default, leaveOpen: true);
        writer.WriteRecord(["id", "patient", "findings", "impression", "report"]);
        foreach (ReportRecord report in reports)
        {
            writer.WriteRecord([report.Id, report.Patient ?? "", report.Findings ?? "", report.Impression ?? "", report.Text ?? ""]);
        }
    });

    private static string Hash(string file)
    {
        using FileStream stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
