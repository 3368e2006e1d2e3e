using System.Numerics;
using System.Numerics.Tensors;

namespace MedClip.Models;

/// <summary>Logits of images against classes of prompts, over plain numbers.</summary>
public static class ZeroShotArithmetic
{
    /// <summary>Scales each row to length 1; a row of length 0 stays 0.</summary>
    /// <param name="rows">Rows of equal width, one after another; changed in place.</param>
    /// <param name="width">Numbers of a row.</param>
    public static void NormalizeRows<T>(Span<T> rows, int width)
        where T : IRootFunctions<T>, INumber<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        for (int start = 0; start + width <= rows.Length; start += width)
        {
            Span<T> row = rows.Slice(start, width);
            T norm = TensorPrimitives.Norm<T>(row);
            if (norm > T.Zero)
            {
                TensorPrimitives.Divide(row, norm, row);
            }
        }
    }

    /// <summary>Logits of N images against C classes.</summary>
    /// <param name="images">N rows of unit embeddings.</param>
    /// <param name="prompts">The classes' prompts as rows of unit embeddings, class after class.</param>
    /// <param name="promptCounts">Prompts of each class, each at least 1.</param>
    /// <param name="width">Numbers of an embedding.</param>
    /// <param name="scale">1/τ.</param>
    /// <param name="ensemble">How prompts of a class are joined.</param>
    /// <param name="logits">Receives N × C logits.</param>
    /// <exception cref="ArgumentException">The counts do not fit together.</exception>
    public static void ClassLogits<T>(
        ReadOnlySpan<T> images, ReadOnlySpan<T> prompts, ReadOnlySpan<int> promptCounts, int width, T scale, PromptEnsemble ensemble, Span<T> logits)
        where T : IRootFunctions<T>, INumber<T>
    {
        int total = 0;
        foreach (int count in promptCounts)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, nameof(promptCounts));
            total += count;
        }

        int rows = images.Length / width;
        if (rows * width != images.Length || total * width != prompts.Length || logits.Length < rows * promptCounts.Length)
        {
            throw new ArgumentException($"{images.Length} and {prompts.Length} numbers are not {rows} images and {total} prompts of {width}, or the logits have no room.");
        }

        T[] classes = ensemble == PromptEnsemble.MaxLogit ? [] : ClassVectors(prompts, promptCounts, width, normalize: ensemble == PromptEnsemble.MeanEmbedding);
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<T> image = images.Slice(row * width, width);
            int first = 0;
            for (int c = 0; c < promptCounts.Length; c++)
            {
                logits[(row * promptCounts.Length) + c] = scale * (ensemble == PromptEnsemble.MaxLogit
                    ? LargestDot(image, prompts.Slice(first * width, promptCounts[c] * width), width)
                    : TensorPrimitives.Dot(image, classes.AsSpan(c * width, width)));
                first += promptCounts[c];
            }
        }
    }

    // The mean of logits is the logit of the mean embedding before it is normalised: a dot product is linear.
    private static T[] ClassVectors<T>(ReadOnlySpan<T> prompts, ReadOnlySpan<int> promptCounts, int width, bool normalize)
        where T : IRootFunctions<T>, INumber<T>
    {
        var classes = new T[promptCounts.Length * width];
        int prompt = 0;
        for (int c = 0; c < promptCounts.Length; c++)
        {
            Span<T> mean = classes.AsSpan(c * width, width);
            for (int i = 0; i < promptCounts[c]; i++, prompt++)
            {
                TensorPrimitives.Add(mean, prompts.Slice(prompt * width, width), mean);
            }

            TensorPrimitives.Divide(mean, T.CreateChecked(promptCounts[c]), mean);
        }

        if (normalize)
        {
            NormalizeRows<T>(classes, width);
        }

        return classes;
    }

    private static T LargestDot<T>(ReadOnlySpan<T> image, ReadOnlySpan<T> prompts, int width)
        where T : IRootFunctions<T>, INumber<T>
    {
        T largest = TensorPrimitives.Dot(image, prompts[..width]);
        for (int start = width; start < prompts.Length; start += width)
        {
            largest = T.Max(largest, TensorPrimitives.Dot(image, prompts.Slice(start, width)));
        }

        return largest;
    }
}
