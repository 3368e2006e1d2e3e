using System.Globalization;
using MedClip.Data;
using MedClip.Models;

namespace MedClip.Cli;

/// <summary>Scores films by prompts, and evaluates the scores where the table says what is there.</summary>
internal sealed class ZeroShotCommand(FilmEmbedder films, ScoreEvaluation evaluation, CliConsole console) : ICliCommand<ZeroShotOptions>
{
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
        double?[][] probabilities = [.. scores.Select(row => classifier.Probabilities(row))];
        int[] calibrated = [.. Enumerable.Range(0, findings.Count).Where(k => probabilities.Any(row => row[k] is not null))];
        CsvOutput.Write(
            options.Output,
            ["image", .. findings.Names, .. calibrated.Select(k => $"{findings[k].Name} probability")],
            embedded.Films.Select((film, n) => (IReadOnlyList<string>)
            [
                film.Name, .. scores[n].Select(score => score.ToString("R", CultureInfo.InvariantCulture)),
                .. calibrated.Select(k => probabilities[n][k]?.ToString("0.######", CultureInfo.InvariantCulture) ?? ""),
            ]));
        Tell(calibrated.Length, embedder);
        console.Say($"{embedded.Films.Count} films scored for {findings.Count} findings: {options.Output}");
        evaluation.Write(new ScoredFilms(
            "Zero-shot classification of chest films", options.Checkpoint, options.Images, options.Output, findings, embedded, scores, classifier.Provenance,
            new("prompts", options.Prompts ?? "built-in"))
        {
            HeatMaps = () => HeatMapParts.Of(classifier, embedded.Films, scores, cancellation),
        });
        return CommandOutcome.Success;
    }

    private void Tell(int calibrated, Embedder embedder)
    {
        CheckpointCalibration? calibration = Checkpoint.ReadManifest(embedder.Provenance.Checkpoint).Calibration;
        if (calibration is not null)
        {
            console.Say(calibrated > 0
                ? $"probabilities of {calibrated} findings: {calibration.Method}, fitted on {calibration.Data}; {calibration.Patients}"
                : "no probabilities: the checkpoint's calibration was fitted to other prompts or findings");
        }
    }
}
