using System.Numerics.Tensors;

namespace MedClip.Evaluation;

/// <summary>Precision among the nearest K texts, beside how near the K-th of them is.</summary>
/// <param name="K">The cut.</param>
/// <param name="Precision">The mean share of matching texts among the nearest K.</param>
/// <param name="CosineOfLast">The mean cosine of the K-th text: the threshold that the cut amounts to.</param>
public sealed record CutGeometry(int K, double Precision, double CosineOfLast);

/// <summary>
/// What the paper's Appendix A looks into (https://arxiv.org/abs/2210.10163): precision that rises with K because same-class texts crowd at smaller cosines, and an
/// anisotropic space; and why, from the side of the loss (equations 3 to 9): how low it can get with these labels, and where the temperature is driven.
/// </summary>
/// <param name="TargetOfMatch">The mean soft target of a matching text (equation 4).</param>
/// <param name="TargetOfMismatch">The mean soft target of a text that matches nothing.</param>
/// <param name="Floor">The least loss in nats that any logits reach with these labels: the targets' mean entropy.</param>
/// <param name="Uniform">The loss of logits that are all alike: ln of the number of texts.</param>
/// <param name="BestGap">The gap in nats between the best logits of the best and the worst text of a film.</param>
/// <param name="Loss">The loss of these embeddings at the best scale.</param>
/// <param name="BestScale">The scale 1/τ in [0, 100] of the least loss; near 0 where the targets ask for less contrast than the cosines have.</param>
/// <param name="SlopeAtPaper">d loss / d(1/τ) at the paper's first temperature, τ = 0.07; above 0: training makes the scale smaller.</param>
/// <param name="CosineOfMatch">The mean cosine of films with matching texts (alignment).</param>
/// <param name="CosineOfMismatch">The mean cosine of films with texts that match nothing.</param>
/// <param name="ImageAnisotropy">The mean cosine of two films: 0 = spread in all directions, 1 = a single one.</param>
/// <param name="TextAnisotropy">The mean cosine of two texts.</param>
/// <param name="ModalityGap">The distance of the films' mean from the texts' mean.</param>
/// <param name="AtK">Precision against the cut.</param>
public sealed record LossGeometry(
    double TargetOfMatch, double TargetOfMismatch, double Floor, double Uniform, double BestGap, double Loss, double BestScale, double SlopeAtPaper,
    double CosineOfMatch, double CosineOfMismatch, double ImageAnisotropy, double TextAnisotropy, double ModalityGap, IReadOnlyList<CutGeometry> AtK)
{
    private const double PaperScale = 1 / 0.07, LargestScale = 100;

    private static readonly int[] Cuts = [1, 2, 5, 10];

    /// <summary>Measures a space.</summary>
    /// <param name="images">N unit embeddings.</param>
    /// <param name="imageLabels">N labels.</param>
    /// <param name="texts">M ≥ 2 unit embeddings.</param>
    /// <param name="textLabels">M labels of the same findings.</param>
    /// <param name="targetTemperature">The temperature of the soft targets, above 0; the paper has none, which is 1.</param>
    /// <exception cref="ArgumentException">The numbers do not fit.</exception>
    public static LossGeometry Measure(
        Points images, IReadOnlyList<FindingLabels> imageLabels, Points texts, IReadOnlyList<FindingLabels> textLabels, double targetTemperature = 1)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentOutOfRangeException.ThrowIfNotEqual(imageLabels?.Count ?? -1, images.Count, nameof(imageLabels));
        ArgumentOutOfRangeException.ThrowIfNotEqual(textLabels?.Count ?? -1, texts.Count, nameof(textLabels));
        ArgumentOutOfRangeException.ThrowIfLessThan(texts.Count, 2, nameof(texts));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(targetTemperature);
        var rows = new GeometryRows(images, imageLabels!, texts, textLabels!, targetTemperature);
        double best = rows.BestScale(LargestScale);
        return new LossGeometry(
            rows.MeanTarget(match: true), rows.MeanTarget(match: false), rows.Floor(), Math.Log(texts.Count), rows.BestGap(), rows.Loss(best), best, rows.Slope(PaperScale),
            rows.MeanCosine(match: true), rows.MeanCosine(match: false), Anisotropy(images), Anisotropy(texts), ContrastiveGeometry.ModalityGap(images, texts),
            [.. Cuts.Where(k => k <= texts.Count).Select(rows.At)]);
    }

    // Σ over i ≠ j of x_i·x_j = ‖Σ x‖² − N.
    private static double Anisotropy(Points points)
    {
        double[] mean = points.Mean();
        double n = points.Count, sum = TensorPrimitives.SumOfSquares<double>(mean) * n * n;
        return n < 2 ? double.NaN : (sum - n) / (n * (n - 1));
    }
}
