using System.Globalization;
using MedClip.Data;
using MedClip.Evaluation;
using MedClip.Models;

namespace MedClip.Cli;

/// <summary>Figure 1: zero-shot accuracy on CheXpert-5x200 after pre-training on ever more data, with the baselines as lines.</summary>
/// <param name="runs">Pre-trains.</param>
internal sealed class Figure1(DataEfficiencyRuns runs) : IArtefact
{
    // Where the paper says how many samples a baseline saw (caption of Figure 1); accuracies are Table 1's.
    private static readonly (string Name, double Films, double Accuracy)[] Baselines = [("ConVIRT, paper, 369K", 369_000, .4188), ("GLoRIA, paper, 191K", 191_000, .4328)];

    private const double WholeAccuracy = .5942;

    public string Name => "fig1";

    public string Description => "accuracy against the size of the pre-training data";

    public int Models => 0;

    public IReadOnlyList<PreparedFile> Needs(ReproduceOptions options) => [new(PreparedSets.CheXpert), new(PreparedSets.Mimic), new(PreparedSets.Mimic, "reports.csv")];

    public async Task<EvaluationReport> MeasureAsync(Reproduction work, CancellationToken cancellation)
    {
        EvaluationSet set = work.Sets.Of(PreparedSets.CheXpert);
        var points = new List<ChartPoint>();
        await foreach ((int films, string checkpoint) in runs.RunAsync(work, set, cancellation).ConfigureAwait(false))
        {
            double[] accuracies = await AccuracyAsync(work, set, $"{films} films", checkpoint, cancellation).ConfigureAwait(false);
            points.Add(new ChartPoint(films, accuracies.Average()));
        }

        double largest = points.Max(p => p.X), smallest = points.Min(p => p.X);
        var lines = new List<LineSeries> { new("measured here", points) };
        foreach ((string name, string checkpoint) in work.Options.Models)
        {
            double accuracy = (await AccuracyAsync(work, set, name, checkpoint, cancellation).ConfigureAwait(false)).Average();
            lines.Add(new LineSeries($"{name}, measured here", [new(smallest, accuracy), new(largest, accuracy)], LineKind.Second));
        }

        lines.AddRange(Baselines.Select(b => new LineSeries(b.Name, [new(smallest, b.Accuracy), new(largest, b.Accuracy)], LineKind.Reference)));
        lines.Add(new LineSeries("MedCLIP-ViT, paper, 570K", [new(smallest, WholeAccuracy), new(largest, WholeAccuracy)], LineKind.Reference));
        lines.Add(new LineSeries("chance", [new(smallest, 0.2), new(largest, 0.2)], LineKind.Reference));
        return new EvaluationReport
        {
            Title = "Figure 1: data efficiency of pre-training",
            PaperCurves = [new PaperCurve("Zero-shot accuracy on CheXpert-5x200", "Figure 1; its lines from Table 1", "Films to pre-train on", "Accuracy", lines)],
            Remarks = [string.Create(CultureInfo.InvariantCulture, $"Subsets of {work.Options.Scale:P2} of the paper's sizes, each inside the next; patients of the test films are left out of all.")],
        };
    }

    private static Task<double[]> AccuracyAsync(Reproduction work, EvaluationSet set, string name, string checkpoint, CancellationToken cancellation) =>
        work.RowAsync(name, checkpoint, set, async () =>
        {
            using var embedder = Embedder.Load(checkpoint, work.Options.Compute);
            EmbeddedFilms films = await work.EmbedAsync(embedder, set, set.Test, cancellation).ConfigureAwait(false);
            var zeroShot = new PaperZeroShot(embedder);
            PromptSet prompts = work.Prompts(set);
            return [.. Enumerable.Range(0, work.Options.Draws).Select(d => zeroShot.Accuracy(set, films, prompts.Draw(work.Options.PromptsPerDraw, work.Seed.At(d)), PromptEnsemble.MeanLogit))];
        });
}
