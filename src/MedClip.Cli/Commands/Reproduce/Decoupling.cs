using MedClip.Data;
using MedClip.Evaluation;

namespace MedClip.Cli;

/// <summary>What decoupling gains over pairs, and what pairs lose to false negatives.</summary>
internal static class Decoupling
{
    /// <summary>Counts over MIMIC-CXR, whose films have reports, and CheXpert, whose films have none.</summary>
    public static DecouplingStatistics Of(ImageTable paired, ImageTable alone, IReadOnlyList<SentenceRecord> sentences, ReportTable reports)
    {
        HashSet<string> ids = [.. reports.Select(report => report.Id)];
        FindingLabels none = FindingLabels.None(FindingSet.CheXpert);
        return DecouplingStatistics.Compute(
            paired.Concat(alone).Select(film => film.Labels ?? none), sentences.Select(sentence => sentence.Labels), paired.Count(film => film.Study is { } study && ids.Contains(study)));
    }

    /// <summary>The counts as a table.</summary>
    public static PaperTable Table(DecouplingStatistics counts) => new(
        "What decoupling gains", "Section 3.1, (n + m)(n + h)/n; Figure 2", "n films with a report of their own, m films and h sentences without; all combinations are usable.",
        ["Count"],
        [
            Row("Films, n + m", counts.Images), Row("Sentences, n + h", counts.Sentences), Row("Pairs, n", counts.Pairs), Row("Combinations", counts.Combinations),
            Row("Times the supervision of pairs", counts.Gain), Row("Share of false negatives among unpaired combinations", counts.FalseNegatives),
        ]);

    private static PaperRow Row(string name, double count) => new(name, [double.IsFinite(count) ? new PaperCell([count]) : PaperCell.Empty]);
}
