using MedClip.Evaluation;

namespace MedClip.Cli;

/// <summary>Figure 4: CheXpert-5x200 films in a plane, one model beside another.</summary>
internal sealed class Figure4 : IArtefact
{
    public string Name => "fig4";

    public string Description => "embeddings of CheXpert-5x200 in a plane";

    public int Models => 1;

    public IReadOnlyList<PreparedFile> Needs(ReproduceOptions options) => [new(PreparedSets.CheXpert)];

    public async Task<EvaluationReport> MeasureAsync(Reproduction work, CancellationToken cancellation)
    {
        EvaluationSet set = work.Sets.Of(PreparedSets.CheXpert);
        var plots = new List<EmbeddingPlot>();
        foreach ((string name, string checkpoint) in work.Options.Models)
        {
            using var model = new LoadedOnce(checkpoint, work.Options.Compute);
            EmbeddedFilms films = await work.EmbedAsync(model.Embedder, set, set.Test, cancellation).ConfigureAwait(false);
            plots.Add(FilmPlane.Of(films, set.Classes, name, new PlaneOptions { Seed = work.Options.Seed }, cancellation));
        }

        return new EvaluationReport
        {
            Title = "Figure 4: embeddings of CheXpert-5x200", Plots = plots,
            Remarks = ["The paper shows CLIP beside MedCLIP and states no number; the silhouette says how well classes stand apart in the full space."],
        };
    }
}
