using System.Numerics.Tensors;

namespace MedClip.Evaluation;

/// <summary>How unsure, or how far from all that was learned, K logits look; see Hendrycks and Gimpel 2017 (https://arxiv.org/abs/1610.02136) and Liu et al. 2020 (https://arxiv.org/abs/2010.03759).</summary>
public static class UncertaintyScores
{
    /// <summary>The energy −log Σ exp(z): low for what the model knows.</summary>
    /// <param name="logits">K finite logits.</param>
    public static double Energy(ReadOnlySpan<double> logits)
    {
        double most = TensorPrimitives.Max(logits), sum = 0;
        foreach (double z in logits)
        {
            sum += Math.Exp(z - most);
        }

        return -(most + Math.Log(sum));
    }

    /// <summary>The highest softmax probability, in [1/K, 1].</summary>
    /// <param name="logits">K finite logits.</param>
    public static double HighestProbability(ReadOnlySpan<double> logits) => Math.Exp(TensorPrimitives.Max(logits) + Energy(logits));

    /// <summary>The entropy of the softmax in nats, in [0, ln K].</summary>
    /// <param name="logits">K finite logits.</param>
    public static double Entropy(ReadOnlySpan<double> logits)
    {
        double energy = Energy(logits), sum = 0;
        foreach (double z in logits)
        {
            sum -= Math.Exp(z + energy) * (z + energy);
        }

        return sum;
    }
}
