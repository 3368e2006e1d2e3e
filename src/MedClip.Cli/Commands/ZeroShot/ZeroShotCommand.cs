using System.Globalization;
using MedClip.Data;
using MedClip.Evaluation;
using MedClip.Models;

namespace MedClip.Cli;

/// <summary>Scores films by prompts, and evaluates the scores where the table says what is there.</summary>
internal sealed class ZeroShotCommand(FilmEmbedder films, ReportWriter reports, CliConsole console) : ICliCommand<ZeroShotOptions>
{
    private const int ExampleScores = 5;

    public async Task<CommandOutcome> RunAsync(ZeroShotOptions options, CancellationToken cancellation)
    {
        using var embedder = Embedder.Load(options.Checkpoint, options.Compute);
        FindingSet findings = FindingChoice.Of(embedder.Findings, options.Findings);
        using var classifier = new ZeroShotClassifier(embedder, new MedClip.ZeroShotOptions
        {
            Findings = findings,
            Prompts = options.Prompts is { } prompts ? PromptSet.Load(prompts) : null,
        });
        EmbeddedFilms embedded = await films.EmbedAsync(embedder, options.Images, cancellation).ConfigureAwait(false);
        float[][] scores = [.. embedded.Embeddings.Select(embedding => classifier.Score(embedding))];
        CsvOutput.Write(
            options.Output,
            ["image", .. findings.Names],
            embedded.Films.Select((film, n) =>
                (IReadOnlyList<string>)[film.Name, .. scores[n].Select(score => score.ToString("R", CultureInfo.InvariantCulture))]));
        console.Say($"{embedded.Films.Count} films scored for {findings.Count} findings: {options.Output}");
        if (embedded.Table.LabelledFindings is { } labelled && findings.Any(labelled.Contains))
        {
            Evaluate(options, findings, embedded, scores, classifier.Provenance);
        }

        return CommandOutcome.Success;
    }

    private static ExampleScore[] Highest(FindingSet findings, ReadOnlyMemory<float> scores) =>
    [
        .. Enumerable.Range(0, findings.Count).Select(k => new ExampleScore(findings[k], scores.Span[k])).OrderByDescending(score => score.Score).Take(ExampleScores),
    ];

    private void Evaluate(ZeroShotOptions options, FindingSet scored, EmbeddedFilms embedded, float[][] scores, ModelProvenance provenance)
    {
        int[] places = [.. Enumerable.Range(0, scored.Count).Where(k => embedded.Table.LabelledFindings!.Contains(scored[k]))];
        var findings = new FindingSet(places.Select(k => scored[k]));
        float[] matrix = [.. scores.SelectMany(row => places.Select(k => row[k]))];
        FindingLabels[] labels = [.. embedded.Films.Select(film => film.Labels!)];
        ZeroShotResult result = new ZeroShotProtocol().Evaluate(findings, matrix, labels);
        var report = new EvaluationReport
        {
            Title = "Zero-shot classification of chest films",
            ZeroShot = result,
            Training = ReportParts.Curve(options.Checkpoint),
            Examples = ReportParts.ExampleFilms(embedded, n => Highest(findings, matrix.AsMemory(n * findings.Count, findings.Count)), _ => []),
            Provenance = ReportParts.Provenance(provenance, options.Images, embedded, new("prompts", options.Prompts ?? "built-in")),
            Remarks = ReportParts.Remarks(embedded),
        };
        string folder = Path.GetDirectoryName(Path.GetFullPath(options.Output))!;
        reports.Write(report, Path.Combine(folder, "metrics.json"), Path.Combine(folder, "report.html"));
        foreach (FindingResult finding in result.Findings)
        {
            console.Say($"  {finding.Finding.Name,-28} AUC {Text(finding.Auc)}  ({finding.Positives} of {finding.Images})");
        }

        console.Say($"  {"mean",-28} AUC {Text(result.MeanAuc)}");
    }

    private static string Text(double value) => double.IsNaN(value) ? "undefined" : value.ToString("0.000", CultureInfo.InvariantCulture);
}
