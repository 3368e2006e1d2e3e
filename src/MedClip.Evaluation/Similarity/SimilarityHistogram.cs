using System.Numerics.Tensors;

namespace MedClip.Evaluation;

/// <summary>The paper's Figure 5 (https://arxiv.org/abs/2210.10163): for each finding, the cosines of those texts among a film's nearest that show the finding too. A model that mixes findings has few of them, and low.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Films">Films that show it.</param>
/// <param name="Counts">Texts in each of B bins of equal width over [−1, 1].</param>
/// <param name="MeanCosine">The mean cosine of the texts counted; NaN when there are none.</param>
public sealed record SimilarityHistogram(Finding Finding, int Films, IReadOnlyList<int> Counts, double MeanCosine)
{
    /// <summary>Counts cosines.</summary>
    /// <param name="images">N unit embeddings.</param>
    /// <param name="imageLabels">N labels.</param>
    /// <param name="texts">M unit embeddings.</param>
    /// <param name="textLabels">M labels.</param>
    /// <param name="findings">The findings to show, one histogram each.</param>
    /// <param name="nearest">How many texts each film looks at; the paper's 10.</param>
    /// <param name="bins">B ≥ 1.</param>
    public static IReadOnlyList<SimilarityHistogram> Of(
        Points images, IReadOnlyList<FindingLabels> imageLabels, Points texts, IReadOnlyList<FindingLabels> textLabels, FindingSet findings,
        int nearest = 10, int bins = 40)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentOutOfRangeException.ThrowIfLessThan(nearest, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(imageLabels?.Count ?? -1, images.Count, nameof(imageLabels));
        ArgumentOutOfRangeException.ThrowIfNotEqual(textLabels?.Count ?? -1, texts.Count, nameof(textLabels));
        (int Text, double Cosine)[][] top = [.. Enumerable.Range(0, images.Count).AsParallel().AsOrdered().Select(i => Nearest(images[i], texts, nearest))];
        return [.. findings.Select(finding =>
        {
            int[] films = [.. Enumerable.Range(0, images.Count).Where(i => imageLabels![i][finding] == LabelValue.Positive)];
            double[] cosines = [.. films.SelectMany(i => top[i]).Where(t => textLabels![t.Text][finding] == LabelValue.Positive).Select(t => t.Cosine)];
            var counts = new int[bins];
            foreach (double cosine in cosines)
            {
                counts[Math.Clamp((int)((cosine + 1) / 2 * bins), 0, bins - 1)]++;
            }

            return new SimilarityHistogram(finding, films.Length, counts, cosines.Length == 0 ? double.NaN : cosines.Average());
        })];
    }

    private static (int Text, double Cosine)[] Nearest(ReadOnlySpan<double> image, Points texts, int count)
    {
        var cosines = new double[texts.Count];
        for (int m = 0; m < cosines.Length; m++)
        {
            cosines[m] = TensorPrimitives.Dot(image, texts[m]);
        }

        return [.. Enumerable.Range(0, cosines.Length).OrderByDescending(m => cosines[m]).Take(count).Select(m => (m, cosines[m]))];
    }
}
