using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;

namespace MedClip.Evaluation;

/// <summary>How far two sets of points lie from each other.</summary>
public static class SetDistance
{
    /// <summary>The squared maximum mean discrepancy (Gretton et al. 2012, https://jmlr.org/papers/v13/gretton12a.html).</summary>
    /// <param name="first">M ≥ 2 points.</param>
    /// <param name="second">N ≥ 2 points of the same dimensions.</param>
    /// <param name="kernel">The kernel, e.g. <see cref="Gaussian"/>.</param>
    /// <param name="unbiased">Whether a point's kernel with itself is left out (may be negative) or counted.</param>
    public static double SquaredMeanDiscrepancy(Points first, Points second, Func<ReadOnlySpan<double>, ReadOnlySpan<double>, double> kernel, bool unbiased)
    {
        Same(first, second);
        ArgumentNullException.ThrowIfNull(kernel);
        return Mean(first, first, kernel, unbiased) + Mean(second, second, kernel, unbiased) - (2 * Mean(first, second, kernel, skipSelf: false));
    }

    /// <summary>The kernel exp(−d²/2σ²).</summary>
    /// <param name="sigma">σ &gt; 0; usual is <see cref="MedianDistance"/>.</param>
    public static Func<ReadOnlySpan<double>, ReadOnlySpan<double>, double> Gaussian(double sigma) => (a, b) =>
    {
        double distance = TensorPrimitives.Distance(a, b);
        return Math.Exp(-distance * distance / (2 * sigma * sigma));
    };

    /// <summary>The kernel (x·y/D + 1)³.</summary>
    /// <param name="a">D numbers.</param>
    /// <param name="b">D numbers.</param>
    public static double Cubic(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double value = (TensorPrimitives.Dot(a, b) / a.Length) + 1;
        return value * value * value;
    }

    /// <summary>The median of all pairwise distances in the union of both sets.</summary>
    /// <param name="first">M points.</param>
    /// <param name="second">N points of the same dimensions.</param>
    public static double MedianDistance(Points first, Points second)
    {
        Same(first, second);
        int all = first.Count + second.Count;
        var distances = new double[all * (all - 1) / 2];
        for (int i = 0, next = 0; i < all; i++)
        {
            for (int j = 0; j < i; j++)
            {
                distances[next++] = TensorPrimitives.Distance(Row(i), Row(j));
            }
        }

        return distances.Median();
        ReadOnlySpan<double> Row(int i) => i < first.Count ? first[i] : second[i - first.Count];
    }

    /// <summary>The Fréchet distance of two Gaussians (Dowson and Landau 1982, https://doi.org/10.1016/0047-259X(82)90077-X): ‖μ₁−μ₂‖² + tr(C₁ + C₂ − 2(C₁C₂)^½), covariances with n − 1.</summary>
    /// <param name="first">M ≥ 2 points.</param>
    /// <param name="second">N ≥ 2 points of the same dimensions.</param>
    public static double Frechet(Points first, Points second)
    {
        Same(first, second);
        double gap = TensorPrimitives.Distance<double>(first.Mean(), second.Mean());
        Matrix<double> a = Covariance(first), b = Covariance(second);
        // (C₁C₂)^½ has the trace of (C₁^½ C₂ C₁^½)^½, which is symmetric.
        Matrix<double> root = Root(a);
        return (gap * gap) + a.Trace() + b.Trace() - (2 * Root(root * b * root).Trace());
    }

    internal static Matrix<double> Covariance(Points points)
    {
        double[] mean = points.Mean();
        Matrix<double> centred = Matrix<double>.Build.Dense(points.Count, points.Dimensions, (r, c) => points[r][c] - mean[c]);
        return centred.TransposeThisAndMultiply(centred) / (points.Count - 1);
    }

    private static Matrix<double> Root(Matrix<double> matrix)
    {
        var eigen = ((matrix + matrix.Transpose()) / 2).Evd(Symmetricity.Symmetric);
        Vector<double> roots = eigen.EigenValues.Map(v => Math.Sqrt(Math.Max(0, v.Real)));
        return eigen.EigenVectors * Matrix<double>.Build.DiagonalOfDiagonalVector(roots) * eigen.EigenVectors.Transpose();
    }

    private static double Mean(Points a, Points b, Func<ReadOnlySpan<double>, ReadOnlySpan<double>, double> kernel, bool skipSelf)
    {
        double sum = 0;
        for (int i = 0; i < a.Count; i++)
        {
            for (int j = 0; j < b.Count; j++)
            {
                sum += skipSelf && i == j ? 0 : kernel(a[i], b[j]);
            }
        }

        return sum / ((double)a.Count * (skipSelf ? b.Count - 1 : b.Count));
    }

    private static void Same(Points first, Points second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentOutOfRangeException.ThrowIfNotEqual(second.Dimensions, first.Dimensions, nameof(second));
        ArgumentOutOfRangeException.ThrowIfLessThan(Math.Min(first.Count, second.Count), 2, nameof(first));
    }
}
