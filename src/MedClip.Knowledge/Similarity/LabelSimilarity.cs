using System.Numerics.Tensors;

namespace MedClip.Knowledge;

/// <summary>
/// How alike the labels of images and sentences are: paper eq. 3 (https://arxiv.org/abs/2210.10163). All matrices are row-major.
/// </summary>
public static class LabelSimilarity
{
    /// <summary>
    /// The similarity of a behaviour: the cosine for <see cref="Behaviour.Paper"/>, the raw dot product of the released code for
    /// <see cref="Behaviour.Reference"/>, the share of the text that holds for the image for <see cref="Behaviour.Default"/>.
    /// </summary>
    /// <param name="behaviour">Whose rule applies.</param>
    /// <param name="images">N×K label vectors of images.</param>
    /// <param name="texts">M×K label vectors of texts.</param>
    /// <param name="width">K, the length of a label vector.</param>
    /// <param name="similarity">Receives N×M numbers.</param>
    public static void Compute(Behaviour behaviour, ReadOnlySpan<double> images, ReadOnlySpan<double> texts, int width, Span<double> similarity)
    {
        switch (behaviour)
        {
            case Behaviour.Reference:
                Dot(images, texts, width, similarity);
                break;
            case Behaviour.Paper:
                Cosine(images, texts, width, similarity);
                break;
            default:
                Coverage(images, texts, width, similarity);
                break;
        }
    }

    /// <summary>
    /// How much of each text holds for each image: the dot product over the text's squared norm; 1 where the image has all that the
    /// text says, whatever else it has; 0 where the text's vector is all zero.
    /// </summary>
    /// <inheritdoc cref="Compute"/>
    public static void Coverage(ReadOnlySpan<double> images, ReadOnlySpan<double> texts, int width, Span<double> similarity)
    {
        Dot(images, texts, width, similarity);
        double[] norms = SquaredNorms(texts, width);
        for (int k = 0; k < similarity.Length; k++)
        {
            double norm = norms[k % norms.Length];
            similarity[k] = norm > 0 ? similarity[k] / norm : 0;
        }
    }

    /// <summary>The cosine of each image's labels with each text's (eq. 3); 0 where a vector is all zero.</summary>
    /// <inheritdoc cref="Compute"/>
    public static void Cosine(ReadOnlySpan<double> images, ReadOnlySpan<double> texts, int width, Span<double> similarity)
    {
        Dot(images, texts, width, similarity);
        double[] textNorms = SquaredNorms(texts, width);
        double[] imageNorms = SquaredNorms(images, width);
        for (int i = 0; i < imageNorms.Length; i++)
        {
            Span<double> row = similarity.Slice(i * textNorms.Length, textNorms.Length);
            for (int j = 0; j < row.Length; j++)
            {
                double norm = Math.Sqrt(imageNorms[i]) * Math.Sqrt(textNorms[j]);
                row[j] = norm > 0 ? row[j] / norm : 0;
            }
        }
    }

    /// <summary>
    /// What an image and a text both have over what either has (Ruzicka's form of Jaccard's index for weights): Σ min(|a|, |b|) where the signs agree,
    /// over Σ max(|a|, |b|). In [0, 1]; 0 where both are all zero.
    /// </summary>
    /// <inheritdoc cref="Compute"/>
    public static void Jaccard(ReadOnlySpan<double> images, ReadOnlySpan<double> texts, int width, Span<double> similarity)
    {
        (int n, int m) = Check(images, texts, width, similarity);
        for (int i = 0; i < n; i++)
        {
            ReadOnlySpan<double> image = images.Slice(i * width, width);
            for (int j = 0; j < m; j++)
            {
                ReadOnlySpan<double> text = texts.Slice(j * width, width);
                double both = 0, either = 0;
                for (int k = 0; k < image.Length; k++)
                {
                    (double a, double b) = (Math.Abs(image[k]), Math.Abs(text[k]));
                    both += image[k] * text[k] > 0 ? Math.Min(a, b) : 0;
                    either += Math.Max(a, b);
                }

                similarity[(i * m) + j] = either > 0 ? both / either : 0;
            }
        }
    }

    /// <summary>The dot product of each image's labels with each text's, without any norm, as the released code has it.</summary>
    /// <inheritdoc cref="Compute"/>
    public static void Dot(ReadOnlySpan<double> images, ReadOnlySpan<double> texts, int width, Span<double> similarity)
    {
        (int n, int m) = Check(images, texts, width, similarity);
        for (int i = 0; i < n; i++)
        {
            ReadOnlySpan<double> image = images.Slice(i * width, width);
            for (int j = 0; j < m; j++)
            {
                ReadOnlySpan<double> text = texts.Slice(j * width, width);
                similarity[(i * m) + j] = TensorPrimitives.Dot(image, text);
            }
        }
    }

    private static (int Images, int Texts) Check(ReadOnlySpan<double> images, ReadOnlySpan<double> texts, int width, Span<double> similarity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        (int n, int m) = (images.Length / width, texts.Length / width);
        if (images.Length != n * width || texts.Length != m * width)
        {
            throw new ArgumentException($"{images.Length} and {texts.Length} numbers are no rows of {width}.", nameof(width));
        }

        return similarity.Length == n * m
            ? (n, m)
            : throw new ArgumentException($"{n} images and {m} texts need {n * m} places, not {similarity.Length}.", nameof(similarity));
    }

    private static double[] SquaredNorms(ReadOnlySpan<double> rows, int width)
    {
        var norms = new double[rows.Length / width];
        for (int i = 0; i < norms.Length; i++)
        {
            norms[i] = TensorPrimitives.SumOfSquares(rows.Slice(i * width, width));
        }

        return norms;
    }
}
