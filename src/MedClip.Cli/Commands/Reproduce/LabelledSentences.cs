using MedClip.Data;
using MedClip.Knowledge;

namespace MedClip.Cli;

/// <summary>The sentences of prepared reports, labelled; short ones are left out as the paper leaves them (section 4.1).</summary>
/// <param name="labeler">The labeller.</param>
internal sealed class LabelledSentences(ReportLabeler labeler)
{
    private const int LeastWords = 3;

    /// <summary>The sentences of all reports.</summary>
    public IReadOnlyList<SentenceRecord> Of(IEnumerable<ReportRecord> reports) =>
    [
        .. reports.SelectMany(report => labeler.Label(report.ToReportText()).Sentences).Where(sentence => sentence.WordCount >= LeastWords)
            .Select(sentence => new SentenceRecord(sentence.Text, sentence.Labels)),
    ];

    /// <summary>As many different sentences of each of the five classes, for retrieval (paper section 4.7).</summary>
    /// <exception cref="InvalidInputException">There are too few of a class.</exception>
    public IReadOnlyList<SentenceRecord> OfEachClass(string path, int perClass, SeedSequence seed)
    {
        IReadOnlyList<SentenceRecord> all = Of(ReportTable.Load(path));
        try
        {
            return [.. HeldOut.Sentences(all, perClass, seed).Select(i => all[i])];
        }
        catch (InvalidInputException error)
        {
            throw InvalidInputException.At(path, null, error.Message.Replace("films", "sentences", StringComparison.Ordinal), "With less data than the paper's, give --scale.", error);
        }
    }
}
