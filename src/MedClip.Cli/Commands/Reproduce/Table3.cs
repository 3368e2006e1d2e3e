using MedClip.Data;
using MedClip.Evaluation;

namespace MedClip.Cli;

/// <summary>Table 3: the sizes of the data, and what decoupling films from sentences gains (section 3.1).</summary>
/// <param name="sentences">Reads sentences.</param>
internal sealed class Table3(LabelledSentences sentences) : IArtefact
{
    public string Name => "table3";

    public string Description => "sizes of the data, and what decoupling gains";

    public int Models => 0;

    public IReadOnlyList<PreparedFile> Needs(ReproduceOptions options) =>
        [new(PreparedSets.CheXpert), new(PreparedSets.Mimic), new(PreparedSets.Mimic, "reports.csv"), .. EvaluationSets.Asked(options).Select(set => new PreparedFile(set))];

    public Task<EvaluationReport> MeasureAsync(Reproduction work, CancellationToken cancellation)
    {
        ImageTable mimic = work.Data.Films(PreparedSets.Mimic), chexpert = work.Data.Films(PreparedSets.CheXpert);
        ReportTable reports = ReportTable.Load(work.Data.PathOf(new(PreparedSets.Mimic, "reports.csv")));
        PaperTable pretraining = PaperNumbers.Table3Pretraining
            .With("MIMIC-CXR", "Images", [mimic.Count]).With("MIMIC-CXR", "Reports", [reports.Count])
            .With("CheXpert", "Images", [chexpert.Count]).With("CheXpert", "Classes", [chexpert.LabelledFindings?.Count ?? 0]);
        PaperTable evaluation = PaperNumbers.Table3Evaluation with { Rows = [.. PaperNumbers.Table3Evaluation.Rows.Where(row => EvaluationSets.AskedNames(work.Options).Contains(row.Name))] };
        foreach (EvaluationSet set in work.Sets.Chosen())
        {
            evaluation = evaluation.With(set.Name, "Train", [set.Train.Count]).With(set.Name, "Test", [set.Test.Count]).With(set.Name, "Classes", [set.IsBinary ? 2 : set.Classes.Count]);
            evaluation = set.IsBinary
                ? evaluation.With(set.Name, "Train positive", [set.Positive(set.Train)]).With(set.Name, "Test positive", [set.Positive(set.Test)])
                : evaluation;
        }

        return Task.FromResult(new EvaluationReport
        {
            Title = "Table 3: the data", PaperTables = [pretraining, evaluation, Decoupling.Table(Decoupling.Of(mimic, chexpert, sentences.Of(reports), reports))],
        });
    }
}
