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
        CsvOutput.Write(
            options.Output,
            ["image", .. findings.Names],
            embedded.Films.Select((film, n) =>
                (IReadOnlyList<string>)[film.Name, .. scores[n].Select(score => score.ToString("R", CultureInfo.InvariantCulture))]));
        console.Say($"{embedded.Films.Count} films scored for {findings.Count} findings: {options.Output}");
        evaluation.Write(new ScoredFilms(
            "Zero-shot classification of chest films", options.Checkpoint, options.Images, options.Output, findings, embedded, scores, classifier.Provenance,
            new("prompts", options.Prompts ?? "built-in")));
        return CommandOutcome.Success;
    }
}
