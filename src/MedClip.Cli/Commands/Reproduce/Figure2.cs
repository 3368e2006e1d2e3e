using MedClip.Data;
using MedClip.Evaluation;

namespace MedClip.Cli;

/// <summary>Figure 2: the two challenges, as counts: data that pairs leave unused, and negatives that are none.</summary>
/// <param name="sentences">Reads sentences.</param>
internal sealed class Figure2(LabelledSentences sentences) : IArtefact
{
    private static readonly int[] Batches = [2, 8, 32, 100, 256, 1024];

    public string Name => "fig2";

    public string Description => "unused data and false negatives of pairs";

    public int Models => 0;

    public IReadOnlyList<PreparedFile> Needs(ReproduceOptions options) => [new(PreparedSets.CheXpert), new(PreparedSets.Mimic), new(PreparedSets.Mimic, "reports.csv")];

    public Task<EvaluationReport> MeasureAsync(Reproduction work, CancellationToken cancellation)
    {
        ReportTable reports = ReportTable.Load(work.Data.PathOf(new(PreparedSets.Mimic, "reports.csv")));
        DecouplingStatistics counts = Decoupling.Of(work.Data.Films(PreparedSets.Mimic), work.Data.Films(PreparedSets.CheXpert), sentences.Of(reports), reports);
        return Task.FromResult(new EvaluationReport
        {
            Title = "Figure 2: unused data and false negatives",
            PaperTables = [Decoupling.Table(counts)],
            PaperCurves =
            [
                new PaperCurve(
                    "False negatives of an anchor in a batch of pairs", "Figure 2 (2)", "Pairs in a batch", "Texts that describe the anchor's findings, taken for negatives",
                    [new LineSeries("expected here", [.. Batches.Select(batch => new ChartPoint(batch, counts.FalseNegatives * (batch - 1)))])]),
            ],
        });
    }
}
