namespace MedClip.Knowledge;

/// <summary>
/// The target distributions of the semantic matching loss: softmax over label similarity (paper eq. 4 over the texts of an image, eq. 5 over the
/// images of a text, https://arxiv.org/abs/2210.10163), divided by a temperature that the paper does not have (1).
/// </summary>
public static class SoftTargets
{
    /// <summary>Eq. 4: for each image, a distribution over texts. Each row sums to 1.</summary>
    /// <param name="similarity">N×M label similarities, row-major.</param>
    /// <param name="texts">M, the number of texts.</param>
    /// <param name="temperature">Divides the similarity; smaller is sharper. Above 0.</param>
    /// <param name="targets">Receives N×M probabilities; may be <paramref name="similarity"/> itself.</param>
    public static void OverTexts(ReadOnlySpan<double> similarity, int texts, double temperature, Span<double> targets)
    {
        int images = Check(similarity, texts, temperature, targets);
        for (int i = 0; i < images; i++)
        {
            Softmax(similarity, i * texts, 1, texts, temperature, targets, i * texts);
        }
    }

    /// <summary>Eq. 5: for each text, a distribution over images. Each row of the result sums to 1.</summary>
    /// <param name="similarity">N×M label similarities, row-major: images by texts.</param>
    /// <param name="texts">M, the number of texts.</param>
    /// <param name="temperature">Divides the similarity; smaller is sharper. Above 0.</param>
    /// <param name="targets">Receives M×N probabilities: texts by images. Must not overlap <paramref name="similarity"/>.</param>
    public static void OverImages(ReadOnlySpan<double> similarity, int texts, double temperature, Span<double> targets)
    {
        int images = Check(similarity, texts, temperature, targets);
        for (int j = 0; j < texts; j++)
        {
            Softmax(similarity, j, texts, images, temperature, targets, j * images);
        }
    }

    private static int Check(ReadOnlySpan<double> similarity, int texts, double temperature, Span<double> targets)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(texts, 1);
        if (!(temperature > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "The temperature of the targets must be above 0.");
        }

        if (similarity.Length % texts != 0)
        {
            throw new ArgumentException($"{similarity.Length} similarities are no rows of {texts} texts.", nameof(similarity));
        }

        if (targets.Length != similarity.Length)
        {
            throw new ArgumentException($"{similarity.Length} similarities need as many targets, not {targets.Length}.", nameof(targets));
        }

        return similarity.Length / texts;
    }

    private static void Softmax(
        ReadOnlySpan<double> from, int start, int step, int count, double temperature, Span<double> to, int toStart)
    {
        double highest = double.NegativeInfinity;
        for (int k = 0; k < count; k++)
        {
            highest = Math.Max(highest, from[start + (k * step)]);
        }

        double sum = 0;
        for (int k = 0; k < count; k++)
        {
            double weight = Math.Exp((from[start + (k * step)] - highest) / temperature);
            to[toStart + k] = weight;
            sum += weight;
        }

        for (int k = 0; k < count; k++)
        {
            to[toStart + k] /= sum;
        }
    }
}
