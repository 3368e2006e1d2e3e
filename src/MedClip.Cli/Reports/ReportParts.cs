using System.Globalization;
using MedClip.Data;
using MedClip.Evaluation;

namespace MedClip.Cli;

/// <summary>What the reports of all commands share.</summary>
internal static class ReportParts
{
    private const int Examples = 8;

    private static readonly ExamplePicture Pictures = new();

    /// <summary>Example films, spread evenly over those that could be read.</summary>
    public static IReadOnlyList<ExampleFilm> ExampleFilms(
        EmbeddedFilms embedded, Func<int, IReadOnlyList<ExampleScore>> scores, Func<int, IReadOnlyList<ExampleText>> texts)
    {
        int count = Math.Min(Examples, embedded.Films.Count);
        return
        [
            .. Enumerable.Range(0, count).Select(i => (int)((long)i * embedded.Films.Count / count)).Select(n => new ExampleFilm(
                embedded.Films[n].Name, Pictures.Png(embedded.Films[n].Path), [.. embedded.Films[n].Labels!.Positives], scores(n), texts(n))),
        ];
    }

    /// <summary>The curve of the run that a checkpoint stands in; null when there is no log.</summary>
    public static TrainingCurve? Curve(string checkpoint)
    {
        // The checkpoint is a run folder, or stands in one as checkpoints/best.
        string full = Path.GetFullPath(checkpoint);
        string? log = new[] { full, Path.GetFullPath(Path.Combine(full, "..", "..")) }
            .Select(folder => Path.Combine(folder, "log.jsonl"))
            .FirstOrDefault(File.Exists);
        return log is null ? null : TrainingCurve.Read(log);
    }

    public static IReadOnlyList<KeyValuePair<string, string>> Provenance(
        ModelProvenance model, ImageInput images, EmbeddedFilms embedded, KeyValuePair<string, string> other) =>
    [
        new("checkpoint", model.Checkpoint),
        new("model hash", model.ModelHash),
        new("preprocessing", model.Preprocessing),
        .. model.Versions,
        new("images", images.Path),
        new("films", embedded.Films.Count.ToString(CultureInfo.InvariantCulture)),
        other,
    ];

    public static IReadOnlyList<string> Remarks(EmbeddedFilms embedded)
    {
        var remarks = new List<string>();
        if (embedded.Table.MissingFiles.Count > 0)
        {
            remarks.Add($"{embedded.Table.MissingFiles.Count} pictures are missing and left out.");
        }

        if (embedded.Refused.Count > 0)
        {
            remarks.Add($"{embedded.Refused.Count} pictures could not be read and are left out; the first: {embedded.Refused[0]}");
        }

        if (embedded.Others.Count > 0)
        {
            remarks.Add($"{embedded.Others.Count} pictures are no chest films by the checkpoint's gate and left out; the first: {embedded.Others[0]}");
        }

        return remarks;
    }
}
