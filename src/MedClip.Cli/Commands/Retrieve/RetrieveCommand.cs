using System.Globalization;
using MedClip.Evaluation;

namespace MedClip.Cli;

/// <summary>Ranks texts for each film, and evaluates the ranking where the table says what the films show.</summary>
internal sealed class RetrieveCommand(FilmEmbedder films, CandidateTexts texts, CliConsole console) : ICliCommand<RetrieveOptions>
{
    public async Task<CommandOutcome> RunAsync(RetrieveOptions options, CancellationToken cancellation)
    {
        IReadOnlyList<CandidateText> candidates = texts.Read(options.Texts);
        using var embedder = Embedder.Load(options.Checkpoint);
        EmbeddedFilms embedded = await films.EmbedAsync(embedder, options.Images, cancellation).ConfigureAwait(false);
        string[] items = [.. candidates.Select(candidate => candidate.Text)];
        Retriever retriever = Retriever.OverTexts(embedder, items, cancellation);
        CsvOutput.Write(options.Output, ["image", "rank", "text", "score"], Rows(embedded, retriever, options.Count));
        console.Say($"{embedded.Films.Count} films, {items.Length} texts: {options.Output}");
        if (embedded.Table.LabelledFindings is not null && embedded.Films.Any(film => film.Labels!.Positives.Any()))
        {
            Evaluate(options, embedded, candidates, embedder, cancellation);
        }

        return CommandOutcome.Success;
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(EmbeddedFilms embedded, Retriever retriever, int count) =>
        embedded.Films.SelectMany((film, n) => retriever.Find(embedded.Embeddings[n], count).Select((hit, rank) => (IReadOnlyList<string>)
        [
            film.Name, (rank + 1).ToString(CultureInfo.InvariantCulture), hit.Item, hit.Similarity.ToString("R", CultureInfo.InvariantCulture),
        ]));

    private void Evaluate(
        RetrieveOptions options, EmbeddedFilms embedded, IReadOnlyList<CandidateText> candidates, Embedder embedder, CancellationToken cancellation)
    {
        IReadOnlyList<float[]> textEmbeddings = embedder.EmbedTexts([.. candidates.Select(candidate => candidate.Text)], cancellation);
        RetrievalResult result = new RetrievalProtocol().Evaluate(
            [.. embedded.Embeddings.SelectMany(embedding => embedding)],
            [.. embedded.Films.Select(film => film.Labels!)],
            [.. textEmbeddings.SelectMany(embedding => embedding)],
            [.. candidates.Select(candidate => candidate.Labels)]);
        string path = Path.ChangeExtension(options.Output, ".metrics.json");
        ReportJson.Write(path, new EvaluationReport { Title = "Image-to-text retrieval", Retrieval = result });
        foreach (RetrievalAtK cut in result.AtK)
        {
            console.Say(string.Create(CultureInfo.InvariantCulture, $"  P@{cut.K,-3} {cut.Precision:0.000}  (chance {result.ChancePrecision:0.000})"));
        }

        console.Say($"evaluated: {path}");
    }
}
