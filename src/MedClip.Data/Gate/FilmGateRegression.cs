namespace MedClip.Data;

/// <summary>
/// The logistic regression behind a gate, by accelerated projected gradients (Beck and Teboulle 2009, https://doi.org/10.1137/080716542): squares and the distance may only count against a picture.
/// </summary>
internal sealed class FilmGateRegression(float[][] good, float[][] bad)
{
    private const int Steps = 600;
    private const double Ridge = 1e-3, Shrinkage = 0.1;

    /// <summary>All numbers of a gate, as <see cref="FilmGate.Parameters"/> has them.</summary>
    public float[] Fit()
    {
        float[] spread = Spread();
        double[][] inputs = [.. good.Concat(bad).Select(features => Inputs(features, spread))];
        double[] weights = Minimize(inputs);
        return [.. spread, .. weights.Select(weight => (float)weight)];
    }

    private static double[] Inputs(float[] features, float[] spread)
    {
        var inputs = new float[FilmGate.Inputs];
        FilmGate.WriteInputs(features, spread, inputs);
        return [.. inputs, 1];
    }

    // Means and scales of the films' features, and the inverse of the Cholesky factor of their correlation, shrunk towards none.
    private float[] Spread()
    {
        int n = FilmGateFeatures.Count;
        double[] mean = [.. Enumerable.Range(0, n).Select(i => good.Average(f => (double)f[i]))];
        double[] scale = [.. Enumerable.Range(0, n).Select(i => Math.Sqrt(good.Average(f => (f[i] - mean[i]) * (f[i] - mean[i]))) + 1e-3)];
        var factor = new double[n, n];
        foreach (float[] features in good)
        {
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    factor[i, j] += (features[i] - mean[i]) / scale[i] * ((features[j] - mean[j]) / scale[j]) / good.Length * (1 - Shrinkage);
                }
            }
        }

        for (int i = 0; i < n; i++)
        {
            factor[i, i] += Shrinkage;
        }

        double[,] inverse = InverseOfCholesky(factor, n);
        return
        [
            .. mean.Select(value => (float)value), .. scale.Select(value => (float)value),
            .. Enumerable.Range(0, n).SelectMany(i => Enumerable.Range(0, i + 1).Select(j => (float)inverse[i, j])),
        ];
    }

    private static double[,] InverseOfCholesky(double[,] a, int n)
    {
        for (int j = 0; j < n; j++)
        {
            for (int i = j; i < n; i++)
            {
                double sum = a[i, j];
                for (int k = 0; k < j; k++)
                {
                    sum -= a[i, k] * a[j, k];
                }

                a[i, j] = i == j ? Math.Sqrt(sum) : sum / a[j, j];
            }
        }

        var inverse = new double[n, n];
        for (int column = 0; column < n; column++)
        {
            for (int i = column; i < n; i++)
            {
                double sum = i == column ? 1 : 0;
                for (int k = column; k < i; k++)
                {
                    sum -= a[i, k] * inverse[k, column];
                }

                inverse[i, column] = sum / a[i, i];
            }
        }

        return inverse;
    }

    private double[] Minimize(double[][] inputs)
    {
        int n = FilmGateFeatures.Count, width = inputs[0].Length;
        double[] weights = new double[width], ahead = new double[width], gradient = new double[width];
        double rate = 1 / ((0.25 * Largest(inputs)) + Ridge), momentum = 1;
        for (int step = 0; step < Steps; step++)
        {
            Gradient(inputs, ahead, gradient);
            double next = (1 + Math.Sqrt(1 + (4 * momentum * momentum))) / 2;
            for (int j = 0; j < width; j++)
            {
                double moved = ahead[j] - (rate * gradient[j]);
                moved = j >= n && j < width - 1 ? Math.Min(0, moved) : moved;
                ahead[j] = moved + ((momentum - 1) / next * (moved - weights[j]));
                weights[j] = moved;
            }

            momentum = next;
        }

        return weights;
    }

    // Films and other pictures weigh the same, however many there are.
    private void Gradient(double[][] inputs, double[] weights, double[] gradient)
    {
        Array.Clear(gradient);
        for (int row = 0; row < inputs.Length; row++)
        {
            double[] x = inputs[row];
            bool film = row < good.Length;
            double score = System.Numerics.Tensors.TensorPrimitives.Dot<double>(x, weights);
            double error = ((1 / (1 + Math.Exp(-score))) - (film ? 1 : 0)) / (2.0 * (film ? good.Length : bad.Length));
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd<double>(x, error, gradient, gradient);
        }

        for (int j = 0; j < gradient.Length - 1; j++)
        {
            gradient[j] += Ridge * weights[j];
        }
    }

    // The largest eigenvalue of the mean of x·xᵀ, by the power method, a little above.
    private double Largest(double[][] inputs)
    {
        int width = inputs[0].Length;
        double[] vector = [.. Enumerable.Repeat(1 / Math.Sqrt(width), width)];
        double value = 0;
        for (int step = 0; step < 20; step++)
        {
            var product = new double[width];
            for (int row = 0; row < inputs.Length; row++)
            {
                double dot = System.Numerics.Tensors.TensorPrimitives.Dot<double>(inputs[row], vector) / (2.0 * (row < good.Length ? good.Length : bad.Length));
                System.Numerics.Tensors.TensorPrimitives.MultiplyAdd<double>(inputs[row], dot, product, product);
            }

            value = System.Numerics.Tensors.TensorPrimitives.Norm<double>(product);
            System.Numerics.Tensors.TensorPrimitives.Divide(product, value, vector);
        }

        return value * 1.1;
    }
}
