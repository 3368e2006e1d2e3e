using System.Numerics.Tensors;

namespace MedClip.Evaluation;

/// <summary>
/// Image-to-text retrieval as in the paper's Table 4 (https://arxiv.org/abs/2210.10163, section 4.5): each film ranks all texts by
/// cosine; precision among the nearest K, beside what chance gets. Relevance is by labels, since films and texts are unpaired.
/// </summary>
/// <param name="rule">When a text is relevant.</param>
/// <param name="cuts">The cuts K, each at least 1; null for 1, 2, 5 and 10.</param>
public sealed class RetrievalProtocol(RelevanceRule rule = RelevanceRule.SharedFinding, IReadOnlyList<int>? cuts = null)
{
    private readonly int[] cuts = [.. cuts ?? [1, 2, 5, 10]];

    /// <summary>Evaluates embeddings.</summary>
    /// <param name="images">N×P unit embeddings of films, row by row.</param>
    /// <param name="imageLabels">N labels. A film without a present finding has nothing to look for and does not ask.</param>
    /// <param name="texts">M×P unit embeddings of texts, row by row.</param>
    /// <param name="textLabels">M labels over the same or other findings; compared by name.</param>
    /// <exception cref="ArgumentException">The numbers do not fit, a number is not finite, or no film has a present finding.</exception>
    public RetrievalResult Evaluate(
        ReadOnlySpan<float> images, IReadOnlyList<FindingLabels> imageLabels, ReadOnlySpan<float> texts, IReadOnlyList<FindingLabels> textLabels) =>
        Evaluate(images, imageLabels, texts, textLabels, kin: null);

    /// <summary>Evaluates films that look for films of other patients.</summary>
    /// <param name="images">N×P unit embeddings of films, row by row.</param>
    /// <param name="labels">N labels.</param>
    /// <param name="patients">N patient numbers; films of the asking patient are no items.</param>
    /// <exception cref="ArgumentException">The numbers do not fit, a number is not finite, or no film has a present finding.</exception>
    public RetrievalResult EvaluateAmongFilms(ReadOnlySpan<float> images, IReadOnlyList<FindingLabels> labels, IReadOnlyList<int> patients)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(patients);
        ArgumentOutOfRangeException.ThrowIfNotEqual(patients.Count, labels.Count, nameof(patients));
        return Evaluate(images, labels, images, labels, patients);
    }

    private RetrievalResult Evaluate(
        ReadOnlySpan<float> images, IReadOnlyList<FindingLabels> imageLabels, ReadOnlySpan<float> texts, IReadOnlyList<FindingLabels> textLabels, IReadOnlyList<int>? kin)
    {
        ArgumentNullException.ThrowIfNull(imageLabels);
        ArgumentNullException.ThrowIfNull(textLabels);
        int width = Width(images, imageLabels.Count, texts, textLabels.Count);
        HashSet<Finding>[] wanted = [.. imageLabels.Select(l => l.Positives.ToHashSet())];
        HashSet<Finding>[] offered = [.. textLabels.Select(l => l.Positives.ToHashSet())];
        var sums = new RetrievalSums(cuts);
        var similarities = new double[offered.Length];
        var relevant = new bool[offered.Length];
        for (int n = 0; n < wanted.Length; n++)
        {
            if (wanted[n].Count == 0)
            {
                continue;
            }

            ReadOnlySpan<float> image = images.Slice(n * width, width);
            int items = 0;
            for (int m = 0; m < offered.Length; m++)
            {
                if (kin is null || kin[m] != kin[n])
                {
                    similarities[items] = TensorPrimitives.Dot(image, texts.Slice(m * width, width));
                    relevant[items++] = rule == RelevanceRule.SharedFinding ? wanted[n].Overlaps(offered[m]) : wanted[n].SetEquals(offered[m]);
                }
            }

            if (items > 0)
            {
                sums.Add(RankedQuery.Of(similarities.AsSpan(0, items), relevant.AsSpan(0, items)));
            }
        }

        return sums.ToResult(offered.Length, rule);
    }

    private static int Width(ReadOnlySpan<float> images, int imageCount, ReadOnlySpan<float> texts, int textCount)
    {
        if (imageCount == 0 || textCount == 0 || images.Length % imageCount != 0
            || (long)images.Length / imageCount * textCount != texts.Length || images.Length == 0)
        {
            throw new ArgumentException($"{images.Length} numbers for {imageCount} films and {texts.Length} for {textCount} texts do not fit one width.", nameof(images));
        }

        return images.Length / imageCount;
    }
}
