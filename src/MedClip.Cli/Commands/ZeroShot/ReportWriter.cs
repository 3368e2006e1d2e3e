using System.Globalization;
using MedClip.Data;
using MedClip.Evaluation;

namespace MedClip.Cli;

/// <summary>Writes metrics.json and report.html beside a table of scores.</summary>
internal sealed class ReportWriter(CliConsole console)
{
    private const int Examples = 8;
    private const int ExampleScores = 5;

    private static readonly ExamplePicture Pictures = new();

    public void Write(
        ZeroShotOptions options, EmbeddedFilms embedded, FindingSet findings, float[] scores, ZeroShotResult result, ModelProvenance provenance)
    {
        var report = new EvaluationReport
        {
            Title = "Zero-shot classification of chest films",
            ZeroShot = result,
            Training = Curve(options.Checkpoint),
            Examples = [.. Spread(embedded.Films.Count).Select(n => Example(embedded.Films[n], findings, scores.AsSpan(n * findings.Count, findings.Count)))],
            Provenance =
            [
                new("checkpoint", provenance.Checkpoint),
                new("model hash", provenance.ModelHash),
                new("preprocessing", provenance.Preprocessing),
                .. provenance.Versions.Select(version => new KeyValuePair<string, string>(version.Key, version.Value)),
                new("images", options.Images.Path),
                new("films", embedded.Films.Count.ToString(CultureInfo.InvariantCulture)),
                new("prompts", options.Prompts ?? "built-in"),
            ],
            Remarks = Remarks(embedded),
        };
        string folder = Path.GetDirectoryName(Path.GetFullPath(options.Output))!;
        ReportJson.Write(Path.Combine(folder, "metrics.json"), report);
        HtmlReport.Write(Path.Combine(folder, "report.html"), report);
        console.Say($"evaluated: {Path.Combine(folder, "metrics.json")}, {Path.Combine(folder, "report.html")}");
    }

    private static TrainingCurve? Curve(string checkpoint)
    {
        // The checkpoint is a run folder, or stands in one as checkpoints/best.
        string full = Path.GetFullPath(checkpoint);
        string? log = new[] { full, Path.GetFullPath(Path.Combine(full, "..", "..")) }
            .Select(folder => Path.Combine(folder, "log.jsonl"))
            .FirstOrDefault(File.Exists);
        return log is null ? null : TrainingCurve.Read(log);
    }

    private static ExampleFilm Example(ImageRecord film, FindingSet findings, ReadOnlySpan<float> scores)
    {
        float[] values = scores.ToArray();
        return new ExampleFilm(
            film.Name,
            Pictures.Png(film.Path),
            [.. film.Labels!.Positives],
            [.. Enumerable.Range(0, values.Length).OrderByDescending(k => values[k]).Take(ExampleScores).Select(k => new ExampleScore(findings[k], values[k]))],
            []);
    }

    private static IEnumerable<int> Spread(int count) => Enumerable.Range(0, Math.Min(Examples, count)).Select(i => (int)((long)i * count / Math.Min(Examples, count)));

    private static List<string> Remarks(EmbeddedFilms embedded)
    {
        var remarks = new List<string>();
        if (embedded.Table.MissingFiles.Count > 0)
        {
            remarks.Add($"{embedded.Table.MissingFiles.Count} pictures are missing and left out.");
        }

        if (embedded.Refused.Count > 0)
        {
            remarks.Add($"{embedded.Refused.Count} pictures could not be read and are left out; the first: {embedded.Refused[0]}");
        }

        return remarks;
    }
}
