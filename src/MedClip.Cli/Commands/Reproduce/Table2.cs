using MedClip.Evaluation;
using MedClip.Models;

namespace MedClip.Cli;

/// <summary>Table 2: accuracy of linear heads on frozen image towers.</summary>
internal sealed class Table2 : IArtefact
{
    public string Name => "table2";

    public string Description => "accuracy of linear heads on frozen towers";

    public int Models => 1;

    public IReadOnlyList<PreparedFile> Needs(ReproduceOptions options) => [.. EvaluationSets.Asked(options).Select(set => new PreparedFile(set))];

    public async Task<EvaluationReport> MeasureAsync(Reproduction work, CancellationToken cancellation)
    {
        PaperTable table = PaperNumbers.Table2.Only([.. EvaluationSets.AskedNames(work.Options)]);
        EvaluationSet[] sets = [.. work.Sets.Chosen()];
        foreach ((string name, string checkpoint) in work.Options.Models)
        {
            using var model = new LoadedOnce(checkpoint, work.Options.Compute);
            foreach (EvaluationSet set in sets)
            {
                table = table.With(name, set.Name, await work.RowAsync($"{name} on {set.Name}", checkpoint, set, async () => [await AccuracyAsync(work, model.Embedder, set, cancellation).ConfigureAwait(false)]).ConfigureAwait(false));
            }
        }

        return new EvaluationReport { Title = "Table 2: classification after training a head", PaperTables = [table] };
    }

    private static async Task<double> AccuracyAsync(Reproduction work, Embedder embedder, EvaluationSet set, CancellationToken cancellation)
    {
        EmbeddedFilms train = await work.EmbedAsync(embedder, set, set.Train, cancellation).ConfigureAwait(false);
        EmbeddedFilms test = await work.EmbedAsync(embedder, set, set.Test, cancellation).ConfigureAwait(false);
        ClassifierHead head = Head(work.Options, new LabelledPoints(train), set, cancellation);
        return Enumerable.Range(0, test.Films.Count).Count(i => IsRight(set, test.Films[i].Labels!, head.Logits(test.Embeddings[i]))) / (double)test.Films.Count;
    }

    private static ClassifierHead Head(ReproduceOptions options, LabelledPoints train, EvaluationSet set, CancellationToken cancellation) => (options.Head, set.IsBinary) switch
    {
        (ProbeHeadKind.Sgd, var binary) => SgdHead.Fit(train.Points, train.Labels, set.Classes, new SgdHeadOptions { MultiClass = !binary, Seed = options.Seed }, cancellation: cancellation),
        (_, true) => LinearProbe.Fit(train.Points, train.Labels, train.Patients, set.Classes, cancellation: cancellation).ToHead(),
        _ => MultiClassProbe.Fit(train.Points, train.Labels, train.Patients, set.Classes, cancellation: cancellation).ToHead(),
    };

    private static bool IsRight(EvaluationSet set, FindingLabels labels, float[] logits) => set.IsBinary
        ? logits[0] > 0 == (labels[set.Classes[0]] == LabelValue.Positive)
        : labels[set.Classes[Array.IndexOf(logits, logits.Max())]] == LabelValue.Positive;
}
