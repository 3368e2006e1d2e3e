using System.Numerics.Tensors;
using MathNet.Numerics.RootFinding;

namespace MedClip.Evaluation;

/// <summary>
/// Temperature scaling (Guo et al. 2017, https://arxiv.org/abs/1706.04599): the one T that minimizes the mean negative log-likelihood of the logits divided by it.
/// The likelihood is convex in 1/T, so the minimum is where its slope changes sign.
/// </summary>
public static class TemperatureFit
{
    private const double Least = 1e-6, Greatest = 1e6;

    /// <summary>Fits σ(z/T).</summary>
    /// <param name="logits">N finite logits; 0 = undecided.</param>
    /// <param name="labels">N labels; true = present; both must be there.</param>
    /// <exception cref="ArgumentException">The lengths differ, one class only is there, or no temperature is best (the signs are all right or no better than chance).</exception>
    public static TemperatureMap Binary(ReadOnlySpan<double> logits, ReadOnlySpan<bool> labels)
    {
        ScoreChecks.BothClasses(labels, logits);
        double[] z = logits.ToArray();
        bool[] y = labels.ToArray();
        return new TemperatureMap(1 / Root(nameof(logits), inverse =>
        {
            double slope = 0;
            for (int i = 0; i < z.Length; i++)
            {
                slope += z[i] * ((1 / (1 + Math.Exp(-z[i] * inverse))) - (y[i] ? 1 : 0));
            }

            return slope / z.Length;
        }));
    }

    /// <summary>Fits softmax(z/T).</summary>
    /// <param name="logits">N×K finite logits, row by row.</param>
    /// <param name="truth">N classes, each 0…K−1.</param>
    /// <param name="classes">K ≥ 2.</param>
    /// <returns>T.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit, or no temperature is best.</exception>
    public static double MultiClass(ReadOnlySpan<double> logits, ReadOnlySpan<int> truth, int classes)
    {
        MultiClassMetrics.Rows(logits, classes, truth);
        double[] z = logits.ToArray();
        int[] y = truth.ToArray();
        return 1 / Root(nameof(logits), inverse =>
        {
            var weights = new double[classes];
            double slope = 0;
            for (int row = 0; row < y.Length; row++)
            {
                ReadOnlySpan<double> values = z.AsSpan(row * classes, classes);
                TensorPrimitives.Multiply(values, inverse, weights);
                TensorPrimitives.Subtract(weights, TensorPrimitives.Max<double>(weights), weights);
                TensorPrimitives.Exp<double>(weights, weights);
                slope += (TensorPrimitives.Dot(weights, values) / TensorPrimitives.Sum<double>(weights)) - values[y[row]];
            }

            return slope / y.Length;
        });
    }

    private static double Root(string logits, Func<double, double> slope)
    {
        if (slope(Least) >= 0 || slope(Greatest) <= 0)
        {
            throw new ArgumentException("No temperature is best: the scores rank no better than chance, or every case is right, so that the best temperature is infinite or 0.", logits);
        }

        // On a logarithmic scale, where the bracket is a dozen decades.
        return Math.Exp(Brent.FindRoot(log => slope(Math.Exp(log)), Math.Log(Least), Math.Log(Greatest), 1e-14, 500));
    }
}
