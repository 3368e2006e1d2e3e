using System.Globalization;
using MedClip.Evaluation;

namespace MedClip.Cli;

/// <summary>The paper's Figure 4: films in a plane, coloured by finding, for one model or two side by side.</summary>
internal sealed class TsneCommand(FilmEmbedder films, CliConsole console) : ICliCommand<TsneCommandOptions>
{
    public async Task<CommandOutcome> RunAsync(TsneCommandOptions options, CancellationToken cancellation)
    {
        var plots = new List<EmbeddingPlot>();
        var provenance = new List<KeyValuePair<string, string>>();
        foreach (string checkpoint in ((string?[])[options.Checkpoint, options.Compare]).OfType<string>())
        {
            using var embedder = Embedder.Load(checkpoint, options.Compute);
            EmbeddedFilms embedded = await films.EmbedAsync(embedder, options.Images, cancellation).ConfigureAwait(false);
            FindingSet labelled = embedded.Table.LabelledFindings
                ?? throw InvalidInputException.At(options.Images.Path, null, "has no column of a finding; films are coloured by their findings.");
            plots.Add(FilmPlane.Of(embedded, FindingChoice.Of(labelled, options.Findings), ModelName.Of(checkpoint), options.Plane, cancellation));
            provenance.AddRange([new("checkpoint", embedder.Provenance.Checkpoint), new("model hash", embedder.Provenance.ModelHash)]);
        }

        provenance.AddRange([new("images", options.Images.Path), new("seed", options.Plane.Seed.ToString(CultureInfo.InvariantCulture))]);
        Write(options.Output, plots, provenance);
        foreach (EmbeddingPlot plot in plots)
        {
            console.Say(string.Create(CultureInfo.InvariantCulture, $"{plot.Title}: {plot.Points.Count} films, silhouette {plot.Silhouette:0.000}"));
        }

        console.Say($"{Path.Combine(options.Output, "embeddings.html")}, and the numbers beside it");
        return CommandOutcome.Success;
    }

    private static void Write(string folder, List<EmbeddingPlot> plots, IReadOnlyList<KeyValuePair<string, string>> provenance)
    {
        Directory.CreateDirectory(folder);
        HtmlReport.Write(Path.Combine(folder, "embeddings.html"), new EvaluationReport { Title = "Embeddings of chest films", Plots = plots, Provenance = provenance });
        for (int i = 0; i < plots.Count; i++)
        {
            SvgFile.Write(Path.Combine(folder, $"embeddings-{i + 1}.svg"), new ScatterChart(plots[i]).ToSvg());
        }

        CsvOutput.Write(
            Path.Combine(folder, "embeddings.csv"), ["model", "image", "finding", "x", "y"],
            plots.SelectMany(plot => plot.Points.Select(point => (IReadOnlyList<string>)[plot.Title, point.Name, point.Class, Text(point.X), Text(point.Y)])));
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
