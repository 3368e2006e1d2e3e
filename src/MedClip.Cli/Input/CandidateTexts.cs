using MedClip.Data;
using MedClip.Knowledge;

namespace MedClip.Cli;

/// <summary>A text that can be found or embedded.</summary>
/// <param name="Text">The text.</param>
/// <param name="Labels">What it says of the findings.</param>
internal sealed record CandidateText(string Text, FindingLabels Labels);

/// <summary>
/// Reads texts: a plain file holds one a line; a table of labelled sentences one a row; reports are cut into sentences. Each text comes once.
/// Labels come from the table or from the labeller.
/// </summary>
internal sealed class CandidateTexts(ReportLabeler labeler)
{
    private const long BytesAtMost = 1L << 30;

    /// <exception cref="InvalidInputException">The file is missing, has no column of texts, or holds no text.</exception>
    public IReadOnlyList<CandidateText> Read(string path)
    {
        IEnumerable<CandidateText> all = IsTable(path) ? FromTable(path) : FromLines(path);
        CandidateText[] texts = [.. all.Where(text => !string.IsNullOrWhiteSpace(text.Text)).DistinctBy(text => text.Text)];
        return texts.Length > 0 ? texts : throw InvalidInputException.At(path, null, "the file holds no text.");
    }

    private static bool IsTable(string path) => Path.GetExtension(path).ToUpperInvariant() is ".CSV" or ".TSV";

    private IEnumerable<CandidateText> FromLines(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw InvalidInputException.At(path, null, "there is no such file; texts are expected.");
        }

        return file.Length > BytesAtMost
            ? throw InvalidInputException.At(path, null, $"{file.Length} bytes are too many for a list of texts.")
            : File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0).Select(Labelled);
    }

    private IEnumerable<CandidateText> FromTable(string path) => ReportTable.Load(path).SelectMany(report =>
        labeler.Label(report.ToReportText()).Sentences.Select(sentence => new CandidateText(sentence.Text, sentence.Labels)));

    private CandidateText Labelled(string text) => new(text, labeler.Label(ReportText.OfBody(text)).Labels);
}
