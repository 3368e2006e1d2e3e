using MedClip.Data;
using MedClip.Knowledge;

namespace MedClip.Training;

/// <summary>The texts that belong to each image, for baselines that need pairs.</summary>
/// <param name="Texts">Distinct sentences.</param>
/// <param name="OfImage">For each image the places of its sentences; at least one each.</param>
public sealed record PairedTexts(IReadOnlyList<string> Texts, IReadOnlyList<int[]> OfImage)
{
    /// <summary>The labels of each sentence, by our labeller, for objectives that compare labels too; as long as <see cref="Texts"/>, or empty.</summary>
    public IReadOnlyList<FindingLabels> Labels { get; init; } = [];

    /// <summary>Collects the texts of images; a report is cut into its sentences.</summary>
    /// <param name="source">How errors name the table of images.</param>
    /// <param name="images">Images with a text each: the id of a report, or where there are no reports a report or sentence itself.</param>
    /// <param name="reports">The reports that are named; may be empty.</param>
    /// <exception cref="InvalidInputException">A report is named that is not there, or a text holds no sentence.</exception>
    public static PairedTexts Collect(string source, IReadOnlyList<ImageRecord> images, IReadOnlyList<ReportTable> reports)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(reports);
        var labeler = new ReportLabeler();
        Dictionary<string, ReportText> byId = reports.SelectMany(table => table)
            .GroupBy(report => report.Id, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => SentenceCorpus.TextOf(group.First()), StringComparer.Ordinal);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var labels = new List<FindingLabels>();
        var ofImage = new List<int[]>(images.Count);
        foreach (ImageRecord image in images)
        {
            ReportText? report = byId.Count == 0 ? ReportText.Parse(image.Text!) : byId.GetValueOrDefault(image.Text!);
            int[] texts =
            [
                .. (report is null ? [] : labeler.Label(report).Sentences).Select(sentence => (Text: sentence.Text.Trim(), sentence.Labels))
                    .Where(sentence => sentence.Text.Length > 0).DistinctBy(sentence => sentence.Text).Select(Place),
            ];
            ofImage.Add(texts.Length > 0 ? texts : throw InvalidInputException.At(
                source, $"line {image.Line}",
                report is null ? $"'{image.Name}' names the report '{image.Text}', which no table holds." : $"the text of '{image.Name}' holds no sentence."));
        }

        return new PairedTexts([.. places.Keys], ofImage) { Labels = labels };

        int Place((string Text, FindingLabels Labels) sentence)
        {
            if (!places.TryGetValue(sentence.Text, out int place))
            {
                places.Add(sentence.Text, place = places.Count);
                labels.Add(sentence.Labels);
            }

            return place;
        }
    }
}
