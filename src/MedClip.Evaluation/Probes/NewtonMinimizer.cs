using System.Numerics.Tensors;

namespace MedClip.Evaluation;

/// <summary>Newton's method with conjugate gradients for the inner system and backtracking (Nocedal and Wright 2006, algorithm 7.1), for convex problems.</summary>
internal static class NewtonMinimizer
{
    private const double Tolerance = 1e-12;

    public static (double[] Weights, double Value) Minimize(LogisticProblem problem, int maxSteps, CancellationToken cancellation)
    {
        var w = new double[problem.Parameters];
        double value = problem.Value(w), first = 0;
        for (int step = 0; step < maxSteps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            double[] gradient = problem.Gradient(w);
            double norm = TensorPrimitives.Norm<double>(gradient);
            first = step == 0 ? norm : first;
            if (norm <= Tolerance * first)
            {
                break;
            }

            double[] direction = Solve(problem, gradient, Math.Min(0.1, Math.Sqrt(norm / first)) * norm);
            double slope = TensorPrimitives.Dot<double>(gradient, direction), rate = 1;
            double[] next = Moved(w, direction, rate);
            double reached = problem.Value(next);
            while (reached > value + (1e-4 * rate * slope) && rate > 1e-8)
            {
                rate /= 2;
                next = Moved(w, direction, rate);
                reached = problem.Value(next);
            }

            if (rate <= 1e-8)
            {
                break; // rounding hides any further descent
            }

            (w, value) = (next, reached);
        }

        return (w, value);
    }

    private static double[] Moved(double[] w, double[] direction, double rate)
    {
        var next = new double[w.Length];
        TensorPrimitives.MultiplyAdd(direction, rate, w, next);
        return next;
    }

    // H d = −g to the given residual.
    private static double[] Solve(LogisticProblem problem, double[] gradient, double tolerance)
    {
        var direction = new double[gradient.Length];
        var residual = new double[gradient.Length];
        TensorPrimitives.Negate<double>(gradient, residual);
        double[] search = [.. residual];
        double square = TensorPrimitives.SumOfSquares<double>(residual);
        for (int i = 0; i < 2 * gradient.Length && Math.Sqrt(square) > tolerance; i++)
        {
            double[] product = problem.HessianTimes(search);
            double curvature = TensorPrimitives.Dot<double>(search, product);
            if (!(curvature > 0))
            {
                break;
            }

            double length = square / curvature;
            TensorPrimitives.MultiplyAdd(search, length, direction, direction);
            TensorPrimitives.MultiplyAdd(product, -length, residual, residual);
            double next = TensorPrimitives.SumOfSquares<double>(residual);
            TensorPrimitives.MultiplyAdd(search, next / square, residual, search);
            square = next;
        }

        return direction;
    }
}
