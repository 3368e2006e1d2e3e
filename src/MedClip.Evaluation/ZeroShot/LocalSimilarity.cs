using MedClip.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Evaluation;

/// <summary>GLoRIA's similarities of films and prompts (Huang et al. 2021, https://doi.org/10.1109/ICCV48922.2021.00391; https://github.com/marshuang80/gloria).</summary>
public static class LocalSimilarity
{
    private const double AttentionScale = 4, WordScale = 5;

    /// <summary>Five times the largest cosine of a word with what it attends to in the film: the released code's local similarity in inference.</summary>
    /// <param name="regions">Regions of films (N, P, h, w).</param>
    /// <param name="words">Words of prompts (M, P, W); the first is [CLS].</param>
    /// <param name="counts">Real words of each prompt after [CLS], at least 1.</param>
    /// <returns>N·M numbers, row by row.</returns>
    public static double[] Local(Tensor regions, Tensor words, IReadOnlyList<int> counts)
    {
        ArgumentNullException.ThrowIfNull(regions);
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(counts);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        Tensor[] columns = [.. counts.Select((count, j) =>
        {
            Tensor real = words.narrow(0, j, 1).narrow(2, 1, Math.Clamp(count, 1, (int)words.shape[2] - 1)).expand(regions.shape[0], -1, -1); // (N, P, W of this prompt)
            (Tensor context, _) = LocalAttention.Attend(real, regions, AttentionScale);
            return nn.functional.cosine_similarity(real, context, 1).amax([1]) * WordScale; // (N)
        })];
        return Numbers(stack(columns, 1));
    }

    /// <summary>The cosine of whole films and prompts.</summary>
    /// <param name="images">Films (N, P), of any length.</param>
    /// <param name="texts">Prompts (M, P), of any length.</param>
    /// <returns>N·M numbers, row by row.</returns>
    public static double[] Global(Tensor images, Tensor texts)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(texts);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        return Numbers(nn.functional.normalize(images, dim: 1).matmul(nn.functional.normalize(texts, dim: 1).transpose(0, 1)));
    }

    /// <summary>A class's score: the largest of its prompts; then, with more than one film, standardised over the films, as the released code does.</summary>
    /// <param name="similarities">N·M numbers, row by row.</param>
    /// <param name="prompts">Prompts of each of K classes, in order; M in all.</param>
    /// <returns>N·K scores, row by row. They depend on which films are scored together.</returns>
    public static float[] ClassScores(IReadOnlyList<double> similarities, IReadOnlyList<int> prompts)
    {
        ArgumentNullException.ThrowIfNull(similarities);
        ArgumentNullException.ThrowIfNull(prompts);
        int width = prompts.Sum(), films = similarities.Count / width;
        var scores = new double[films, prompts.Count];
        for (int n = 0; n < films; n++)
        {
            for (int k = 0, at = 0; k < prompts.Count; at += prompts[k++])
            {
                scores[n, k] = Enumerable.Range(at, prompts[k]).Max(j => similarities[(n * width) + j]);
            }
        }

        for (int k = 0; k < prompts.Count && films > 1; k++)
        {
            double mean = Enumerable.Range(0, films).Average(n => scores[n, k]);
            double deviation = Math.Sqrt(Enumerable.Range(0, films).Average(n => (scores[n, k] - mean) * (scores[n, k] - mean)));
            for (int n = 0; n < films; n++)
            {
                scores[n, k] = deviation == 0 ? 0 : (scores[n, k] - mean) / deviation;
            }
        }

        return [.. scores.Cast<double>().Select(s => (float)s)];
    }

    private static double[] Numbers(Tensor matrix) => [.. matrix.to(ScalarType.Float64).cpu().contiguous().data<double>()];
}
