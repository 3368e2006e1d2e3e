using System.Globalization;
using MedClip.Evaluation;

namespace MedClip.Cli;

/// <summary>Films with a score for each finding, and where the scores come from.</summary>
internal sealed record ScoredFilms(
    string Title, string Checkpoint, ImageInput Images, string Output, FindingSet Findings, EmbeddedFilms Films, float[][] Scores, ModelProvenance Provenance,
    KeyValuePair<string, string> Remark)
{
    /// <summary>Draws heat maps over the films that score highest; null where there are none.</summary>
    public Func<IReadOnlyList<HeatMapFilm>>? HeatMaps { get; init; }
}

/// <summary>Evaluates scores where the table says what is there: <c>metrics.json</c> and <c>report.html</c> beside the scores, and a line for each finding.</summary>
internal sealed class ScoreEvaluation(ReportWriter reports, CliConsole console)
{
    private const int ExampleScores = 5;

    public void Write(ScoredFilms scored)
    {
        if (scored.Films.Table.LabelledFindings is not { } labelled || !scored.Findings.Any(labelled.Contains))
        {
            return;
        }

        int[] places = [.. Enumerable.Range(0, scored.Findings.Count).Where(k => labelled.Contains(scored.Findings[k]))];
        var findings = new FindingSet(places.Select(k => scored.Findings[k]));
        float[] matrix = [.. scored.Scores.SelectMany(row => places.Select(k => row[k]))];
        FindingLabels[] labels = [.. scored.Films.Films.Select(film => film.Labels!)];
        ZeroShotResult result = new ZeroShotProtocol().Evaluate(findings, matrix, labels);
        var report = new EvaluationReport
        {
            Title = scored.Title,
            ZeroShot = result,
            HeatMaps = scored.HeatMaps?.Invoke() ?? [],
            Training = ReportParts.Curve(scored.Checkpoint),
            Examples = ReportParts.ExampleFilms(scored.Films, n => Highest(findings, matrix.AsMemory(n * findings.Count, findings.Count)), _ => []),
            Provenance = ReportParts.Provenance(scored.Provenance, scored.Images, scored.Films, scored.Remark),
            Remarks = ReportParts.Remarks(scored.Films),
        };
        string folder = Path.GetDirectoryName(Path.GetFullPath(scored.Output))!;
        reports.Write(report, Path.Combine(folder, "metrics.json"), Path.Combine(folder, "report.html"));
        foreach (FindingResult finding in result.Findings)
        {
            console.Say($"  {finding.Finding.Name,-28} AUC {Text(finding.Auc)}  ({finding.Positives} of {finding.Images})");
        }

        console.Say($"  {"mean",-28} AUC {Text(result.MeanAuc)}");
    }

    private static ExampleScore[] Highest(FindingSet findings, ReadOnlyMemory<float> scores) =>
    [
        .. Enumerable.Range(0, findings.Count).Select(k => new ExampleScore(findings[k], scores.Span[k])).OrderByDescending(score => score.Score).Take(ExampleScores),
    ];

    private static string Text(double value) => double.IsNaN(value) ? "undefined" : value.ToString("0.000", CultureInfo.InvariantCulture);
}
