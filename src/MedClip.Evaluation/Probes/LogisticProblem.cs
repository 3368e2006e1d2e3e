using System.Numerics.Tensors;

namespace MedClip.Evaluation;

/// <summary>The regularized logistic loss, its gradient and the product of its Hessian with a vector. Parameters: rows of W, then intercepts.</summary>
internal sealed class LogisticProblem(Points points, int[] classes, int count, double[] costs)
{
    // Probabilities at the point of the last gradient: N×Rows.
    private readonly double[] probabilities = new double[points.Count * (count == 2 ? 1 : count)];

    public int Rows => count == 2 ? 1 : count;

    public int Parameters => Rows * (points.Dimensions + 1);

    public double Value(double[] w)
    {
        var linear = new LinearLogits(w, Rows, points.Dimensions);
        var logits = new double[Rows];
        double loss = TensorPrimitives.SumOfSquares<double>(w.AsSpan(0, Rows * points.Dimensions)) / 2;
        for (int i = 0; i < points.Count; i++)
        {
            linear.Of(points[i], logits);
            loss += costs[classes[i]] * Loss(logits, classes[i]);
        }

        return loss;
    }

    public double[] Gradient(double[] w)
    {
        var linear = new LinearLogits(w, Rows, points.Dimensions);
        double[] gradient = Regularizer(w);
        for (int i = 0; i < points.Count; i++)
        {
            Span<double> p = probabilities.AsSpan(i * Rows, Rows);
            linear.Of(points[i], p);
            if (Rows == 1)
            {
                p[0] = 1 / (1 + Math.Exp(-p[0]));
            }
            else
            {
                TensorPrimitives.SoftMax<double>(p, p);
            }

            for (int k = 0; k < Rows; k++)
            {
                double target = Rows == 1 ? classes[i] : classes[i] == k ? 1 : 0;
                Add(gradient, k, costs[classes[i]] * (p[k] - target), points[i]);
            }
        }

        return gradient;
    }

    /// <summary>H v at the point of the last gradient.</summary>
    public double[] HessianTimes(double[] v)
    {
        double[] product = Regularizer(v);
        var linear = new LinearLogits(v, Rows, points.Dimensions);
        var slope = new double[Rows];
        for (int i = 0; i < points.Count; i++)
        {
            ReadOnlySpan<double> p = probabilities.AsSpan(i * Rows, Rows);
            linear.Of(points[i], slope);
            double mean = Rows == 1 ? p[0] * slope[0] : TensorPrimitives.Dot(p, slope);
            for (int k = 0; k < Rows; k++)
            {
                Add(product, k, costs[classes[i]] * p[k] * (slope[k] - mean), points[i]);
            }
        }

        return product;
    }

    private static double Loss(ReadOnlySpan<double> logits, int truth)
    {
        if (logits.Length == 1)
        {
            double margin = truth == 1 ? logits[0] : -logits[0];
            return margin > 0 ? Math.Log(1 + Math.Exp(-margin)) : Math.Log(1 + Math.Exp(margin)) - margin;
        }

        return -UncertaintyScores.Energy(logits) - logits[truth];
    }

    // The intercepts are free.
    private double[] Regularizer(double[] w)
    {
        double[] result = [.. w];
        Array.Clear(result, Rows * points.Dimensions, Rows);
        return result;
    }

    private void Add(double[] parameters, int row, double factor, ReadOnlySpan<double> point)
    {
        Span<double> target = parameters.AsSpan(row * points.Dimensions, points.Dimensions);
        TensorPrimitives.MultiplyAdd(point, factor, target, target);
        parameters[(Rows * points.Dimensions) + row] += factor;
    }
}
