using System.Globalization;
using MedClip.Evaluation;

namespace MedClip.Cli;

/// <summary>Ranks texts for each film, and evaluates the ranking where the table says what the films show.</summary>
internal sealed class RetrieveCommand(FilmEmbedder films, CandidateTexts texts, ReportWriter reports, CliConsole console) : ICliCommand<RetrieveOptions>
{
    private const int ExampleTexts = 5;

    public async Task<CommandOutcome> RunAsync(RetrieveOptions options, CancellationToken cancellation)
    {
        IReadOnlyList<CandidateText> candidates = options.Texts is { } file ? texts.Read(file) : [];
        using var embedder = Embedder.Load(options.Checkpoint, options.Compute);
        string[] items = [.. candidates.Select(candidate => candidate.Text)];
        using Retriever retriever = options.Index is { } saved ? Opened(embedder, saved) : Retriever.OverTexts(embedder, items, cancellation);
        EmbeddedFilms embedded = await films.EmbedAsync(embedder, options.Images, cancellation).ConfigureAwait(false);
        CsvOutput.Write(options.Output, ["image", "rank", "text", "score"], Rows(embedded, retriever, options.Count));
        console.Say($"{embedded.Films.Count} films, {retriever.Count} items: {options.Output}");
        if (candidates.Count > 0 && embedded.Table.LabelledFindings is not null && embedded.Films.Any(film => film.Labels!.Positives.Any()))
        {
            Evaluate(options, embedded, candidates, retriever, embedder.Provenance);
        }

        return CommandOutcome.Success;
    }

    private static Retriever Opened(Embedder embedder, string path)
    {
        EmbeddingIndex index = EmbeddingIndex.Open(path);
        try
        {
            return Retriever.Over(embedder, index);
        }
        catch
        {
            index.Dispose();
            throw;
        }
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(EmbeddedFilms embedded, Retriever retriever, int count) =>
        embedded.Films.SelectMany((film, n) => retriever.Find(embedded.Embeddings[n], count).Select((hit, rank) => (IReadOnlyList<string>)
        [
            film.Name, (rank + 1).ToString(CultureInfo.InvariantCulture), hit.Item, hit.Similarity.ToString("R", CultureInfo.InvariantCulture),
        ]));

    private static ExampleText[] Nearest(FindingLabels film, IReadOnlyList<CandidateText> candidates, IReadOnlyList<RetrievalHit> hits) =>
        [.. hits.Select(hit => new ExampleText(hit.Item, hit.Similarity, film.Positives.Intersect(candidates[hit.Index].Labels.Positives).Any()))];

    private void Evaluate(RetrieveOptions options, EmbeddedFilms embedded, IReadOnlyList<CandidateText> candidates, Retriever retriever, ModelProvenance provenance)
    {
        RetrievalResult result = new RetrievalProtocol().Evaluate(
            [.. embedded.Embeddings.SelectMany(embedding => embedding)],
            [.. embedded.Films.Select(film => film.Labels!)],
            retriever.Index.ToArray(),
            [.. candidates.Select(candidate => candidate.Labels)]);
        var report = new EvaluationReport
        {
            Title = "Image-to-text retrieval",
            Retrieval = result,
            Training = ReportParts.Curve(options.Checkpoint),
            Examples = ReportParts.ExampleFilms(
                embedded, _ => [], n => Nearest(embedded.Films[n].Labels!, candidates, retriever.Find(embedded.Embeddings[n], ExampleTexts))),
            Provenance = ReportParts.Provenance(provenance, options.Images, embedded, new("texts", options.Texts!)),
            Remarks = ReportParts.Remarks(embedded),
        };
        foreach (RetrievalAtK cut in result.AtK)
        {
            console.Say(string.Create(CultureInfo.InvariantCulture, $"  P@{cut.K,-3} {cut.Precision:0.000}  (chance {result.ChancePrecision:0.000})"));
        }

        reports.Write(report, Path.ChangeExtension(options.Output, ".metrics.json"), Path.ChangeExtension(options.Output, ".report.html"));
    }
}
