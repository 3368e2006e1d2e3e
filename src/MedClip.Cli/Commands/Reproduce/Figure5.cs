using MedClip.Data;
using MedClip.Evaluation;

namespace MedClip.Cli;

/// <summary>Figure 5 and Appendix A: cosines of same-class sentences among each film's ten nearest, and the geometry behind them.</summary>
/// <param name="sentences">Reads sentences.</param>
internal sealed class Figure5(LabelledSentences sentences) : IArtefact
{
    public string Name => "fig5";

    public string Description => "cosines of same-class sentences among the nearest";

    public int Models => 1;

    public IReadOnlyList<PreparedFile> Needs(ReproduceOptions options) => [new(PreparedSets.CheXpert), new(PreparedSets.Mimic, "reports.csv")];

    public async Task<EvaluationReport> MeasureAsync(Reproduction work, CancellationToken cancellation)
    {
        EvaluationSet set = work.Sets.Of(PreparedSets.CheXpert);
        IReadOnlyList<SentenceRecord> texts = sentences.OfEachClass(work.Data.PathOf(new(PreparedSets.Mimic, "reports.csv")), work.Sets.FilmsPerClass, work.Seed.For("sentences"));
        (string name, string checkpoint) = work.Options.Models[0];
        using var model = new LoadedOnce(checkpoint, work.Options.Compute);
        EmbeddedFilms films = await work.EmbedAsync(model.Embedder, set, set.Test, cancellation).ConfigureAwait(false);
        IReadOnlyList<float[]> rows = model.Embedder.EmbedTexts([.. texts.Select(t => t.Text)], cancellation);
        var images = new LabelledPoints(films);
        FindingLabels[] imageLabels = [.. images.Labels.Select(l => Table4.Only(l, set.Classes))], textLabels = [.. texts.Select(t => Table4.Only(t.Labels, set.Classes))];
        Points textPoints = Points.Of([.. rows.SelectMany(e => e)], images.Points.Dimensions);
        return new EvaluationReport
        {
            Title = $"Figure 5: similarity distributions of {name}",
            Similarities = SimilarityHistogram.Of(images.Points, imageLabels, textPoints, textLabels, set.Classes),
            Geometry = LossGeometry.Measure(images.Points, imageLabels, textPoints, textLabels),
            Remarks = ["The paper prints histograms without numbers; it reports that more same-class texts lie at smaller cosines (Appendix A)."],
        };
    }
}
