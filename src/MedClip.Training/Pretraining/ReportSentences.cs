using MedClip.Data;
using MedClip.Knowledge;

namespace MedClip.Training;

/// <summary>The sentences of each image's own report, for <see cref="SentenceSampling.Reference"/>.</summary>
internal static class ReportSentences
{
    /// <summary>For each image the places in the corpus of its report's sentences; empty for an image that names no report, or whose sentences were all dropped.</summary>
    /// <param name="source">How errors name the table of images.</param>
    /// <param name="images">The images; <see cref="ImageRecord.Text"/> is the id of a report.</param>
    /// <param name="reports">The reports.</param>
    /// <param name="corpus">The sentences to train on.</param>
    /// <exception cref="InvalidInputException">A report is named that is not there.</exception>
    public static IReadOnlyList<int[]> Of(string source, IReadOnlyList<ImageRecord> images, IReadOnlyList<ReportTable> reports, SentenceCorpus corpus)
    {
        var labeler = new ReportLabeler();
        Dictionary<string, int> places = corpus.Texts.Select((text, place) => (text, place)).ToDictionary(pair => pair.text, pair => pair.place, StringComparer.OrdinalIgnoreCase);
        Dictionary<string, int[]> byId = reports.SelectMany(table => table)
            .GroupBy(report => report.Id, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => Places(SentenceCorpus.TextOf(group.First())), StringComparer.Ordinal);
        return
        [
            .. images.Select(image => image.Text is not { Length: > 0 } id ? []
                : byId.TryGetValue(id, out int[]? own) ? own
                : throw InvalidInputException.At(source, $"line {image.Line}", $"'{image.Name}' names the report '{id}', which no table holds.")),
        ];

        int[] Places(ReportText report) =>
        [
            .. labeler.Label(report).Sentences.Select(sentence => SentenceCorpus.Normalise(sentence.Text)).Where(places.ContainsKey).Select(text => places[text]).Distinct(),
        ];
    }
}
