using System.Globalization;

namespace MedClip.Cli;

/// <summary>Classifies films, and evaluates the answers where the table says what is there.</summary>
internal sealed class ClassifyCommand(FilmEmbedder films, ScoreEvaluation evaluation, CliConsole console) : ICliCommand<ClassifyOptions>
{
    public async Task<CommandOutcome> RunAsync(ClassifyOptions options, CancellationToken cancellation)
    {
        using var classifier = ImageClassifier.Load(options.Checkpoint, options.Compute);
        EmbeddedFilms answered = await films.EmbedAsync(paths => [.. classifier.Classify(paths, cancellation).Select(Row)], options.Images, cancellation).ConfigureAwait(false);
        float[][] scores = [.. answered.Embeddings];
        CsvOutput.Write(
            options.Output,
            ["image", .. classifier.Findings.Names],
            answered.Films.Select((film, n) =>
                (IReadOnlyList<string>)[film.Name, .. scores[n].Select(score => score.ToString("R", CultureInfo.InvariantCulture))]));
        console.Say($"{answered.Films.Count} films classified for {classifier.Findings.Count} findings: {options.Output}");
        evaluation.Write(new ScoredFilms(
            "Supervised classification of chest films", options.Checkpoint, options.Images, options.Output, classifier.Findings, answered, scores, classifier.Provenance,
            new("scores", options.Logits ? "logits" : "probabilities")));
        return CommandOutcome.Success;

        EmbeddedImage Row(ClassificationResult result) => new(
            result.Path, result.Error is null ? [.. result.Scores.Select(score => (float)(options.Logits ? score.Score : score.Probability)!.Value)] : null, result.Error);
    }
}
