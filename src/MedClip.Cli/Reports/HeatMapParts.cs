using MedClip.Data;
using MedClip.Evaluation;

namespace MedClip.Cli;

/// <summary>The heat maps of a report: for each finding the films that score highest for it.</summary>
internal static class HeatMapParts
{
    private const int FilmsOfFinding = 2;

    private static readonly MedClip.HeatMapOptions Drawn = new() { PictureSide = 176 };

    public static IReadOnlyList<HeatMapFilm> Of(ZeroShotClassifier classifier, IReadOnlyList<ImageRecord> films, float[][] scores, CancellationToken cancellation)
    {
        var all = new List<HeatMapFilm>();
        for (int k = 0; k < classifier.Findings.Count; k++)
        {
            Finding finding = classifier.Findings[k];
            foreach (int n in Enumerable.Range(0, films.Count).Where(n => float.IsFinite(scores[n][k])).OrderByDescending(n => scores[n][k]).Take(FilmsOfFinding))
            {
                cancellation.ThrowIfCancellationRequested();
                HeatMap map = classifier.Explain(Film.FromFile(films[n].Path), finding, Drawn);
                if (map.Error is null)
                {
                    all.Add(new HeatMapFilm(finding, films[n].Name, map.Score!.Value, films[n].Labels?[finding] == LabelValue.Positive, map.Values, map.AlternativeText, map.Png));
                }
            }
        }

        return all;
    }
}
