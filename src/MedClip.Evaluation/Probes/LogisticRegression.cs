using System.Numerics.Tensors;

namespace MedClip.Evaluation;

/// <summary>
/// L2-regularized logistic regression on frozen embeddings: the linear probe of the paper's section 4.3 (https://arxiv.org/abs/2210.10163). Minimizes
/// C·Σ loss + ½‖W‖² with free intercepts: softmax over K classes, or for two classes one row. Deterministic; needs no seed.
/// </summary>
public sealed class LogisticRegression
{
    private readonly LinearLogits linear;

    private LogisticRegression(LinearLogits linear, double objective, int classes) => (this.linear, Objective, Classes) = (linear, objective, classes);

    /// <summary>The number of classes K.</summary>
    public int Classes { get; }

    /// <summary>The minimum found of C·Σ loss + ½‖W‖².</summary>
    public double Objective { get; }

    /// <summary>W: K rows (one for two classes) of D weights.</summary>
    public ReadOnlyMemory<double> Coefficients => linear.Weights.AsMemory(0, linear.Rows * linear.Dimensions);

    /// <summary>b: one for each row of W.</summary>
    public ReadOnlyMemory<double> Intercepts => linear.Weights.AsMemory(linear.Rows * linear.Dimensions);

    /// <summary>Fits a model.</summary>
    /// <param name="points">N points of D dimensions.</param>
    /// <param name="classes">N classes, each 0…K−1.</param>
    /// <param name="count">K ≥ 2.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="ArgumentException">The lengths differ, a class lies outside or (balanced, or with two classes) is empty.</exception>
    public static LogisticRegression Fit(
        Points points, ReadOnlySpan<int> classes, int count, LogisticRegressionOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(points);
        options ??= new LogisticRegressionOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        ArgumentOutOfRangeException.ThrowIfNotEqual(classes.Length, points.Count, nameof(classes));
        if (!(options.C > 0 && double.IsFinite(options.C)))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.C, "C must be positive.");
        }

        ScoreChecks.Classes(classes, count, nameof(classes));
        var sizes = new int[count];
        foreach (int c in classes)
        {
            sizes[c]++;
        }

        int empty = Array.IndexOf(sizes, 0);
        if (empty >= 0 && (options.Balanced || count == 2))
        {
            throw new ArgumentException($"Class {empty} has no cases; a probe needs cases of every class.", nameof(classes));
        }

        double[] cost = [.. sizes.Select(size => options.Balanced ? options.C * points.Count / ((double)count * size) : options.C)];
        var problem = new LogisticProblem(points, classes.ToArray(), count, cost);
        (double[] weights, double objective) = NewtonMinimizer.Minimize(problem, options.MaxSteps, cancellation);
        return new LogisticRegression(new LinearLogits(weights, problem.Rows, points.Dimensions), objective, count);
    }

    /// <summary>The logits of a point: K numbers, or for two classes one (the second class against the first).</summary>
    /// <param name="point">D numbers.</param>
    public double[] Logits(ReadOnlySpan<double> point)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(point.Length, linear.Dimensions, nameof(point));
        var logits = new double[linear.Rows];
        linear.Of(point, logits);
        return logits;
    }

    /// <summary>The probabilities of a point.</summary>
    /// <param name="point">D numbers.</param>
    /// <returns>K numbers that sum to 1.</returns>
    public double[] Probabilities(ReadOnlySpan<double> point)
    {
        double[] logits = Logits(point);
        if (logits.Length == 1)
        {
            double p = 1 / (1 + Math.Exp(-logits[0]));
            return [1 / (1 + Math.Exp(logits[0])), p];
        }

        TensorPrimitives.SoftMax<double>(logits, logits);
        return logits;
    }

    /// <summary>The likeliest class of a point; of equal ones the first.</summary>
    /// <param name="point">D numbers.</param>
    public int Predict(ReadOnlySpan<double> point)
    {
        double[] logits = Logits(point);
        return logits.Length == 1 ? (logits[0] > 0 ? 1 : 0) : MultiClassMetrics.ArgMax(logits, Classes)[0];
    }
}
