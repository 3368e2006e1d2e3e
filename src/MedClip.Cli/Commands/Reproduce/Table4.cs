using MedClip.Data;
using MedClip.Evaluation;

namespace MedClip.Cli;

/// <summary>Table 4: precision of sentences that films find.</summary>
/// <param name="sentences">Reads sentences.</param>
internal sealed class Table4(LabelledSentences sentences) : IArtefact
{
    public string Name => "table4";

    public string Description => "retrieval of sentences for films";

    public int Models => 1;

    public IReadOnlyList<PreparedFile> Needs(ReproduceOptions options) => [new(PreparedSets.CheXpert), new(PreparedSets.Mimic, "reports.csv")];

    public async Task<EvaluationReport> MeasureAsync(Reproduction work, CancellationToken cancellation)
    {
        EvaluationSet set = work.Sets.Of(PreparedSets.CheXpert);
        IReadOnlyList<SentenceRecord> texts = sentences.OfEachClass(work.Data.PathOf(new(PreparedSets.Mimic, "reports.csv")), work.Sets.FilmsPerClass, work.Seed.For("sentences"));
        PaperTable table = PaperNumbers.Table4;
        foreach ((string name, string checkpoint) in work.Options.Models)
        {
            using var model = new LoadedOnce(checkpoint, work.Options.Compute);
            double[] precision = await work.RowAsync(name, checkpoint, set, () => PrecisionAsync(work, model, set, texts, cancellation)).ConfigureAwait(false);
            for (int k = 0; k < precision.Length; k++)
            {
                table = table.With(name, table.Columns[k], [precision[k]]);
            }
        }

        return new EvaluationReport
        {
            Title = "Table 4: retrieval of sentences for films", PaperTables = [table],
            Remarks = [$"{set.Test.Count} films rank {texts.Count} sentences; a random order has a precision of 1/5."],
        };
    }

    private static async Task<double[]> PrecisionAsync(Reproduction work, LoadedOnce model, EvaluationSet set, IReadOnlyList<SentenceRecord> texts, CancellationToken cancellation)
    {
        EmbeddedFilms films = await work.EmbedAsync(model.Embedder, set, set.Test, cancellation).ConfigureAwait(false);
        RetrievalResult result = new RetrievalProtocol().Evaluate(
            [.. films.Embeddings.SelectMany(e => e)], [.. films.Films.Select(film => Only(film.Labels!, set.Classes))],
            [.. model.Embedder.EmbedTexts([.. texts.Select(t => t.Text)], cancellation).SelectMany(e => e)], [.. texts.Select(t => Only(t.Labels, set.Classes))]);
        return [.. result.AtK.Select(at => at.Precision)];
    }

    /// <summary>The class alone: what else a film or sentence shows decides nothing.</summary>
    public static FindingLabels Only(FindingLabels labels, FindingSet classes) => FindingLabels.Of(classes, [.. labels.Positives.Where(classes.Contains)]);
}
