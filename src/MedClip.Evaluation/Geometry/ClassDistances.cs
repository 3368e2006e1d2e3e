using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace MedClip.Evaluation;

/// <summary>
/// Squared Mahalanobis distances to class means with one pooled covariance, divided by n (Lee et al. 2018, https://arxiv.org/abs/1807.03888): the least one tells how unlike anything learned a point is.
/// </summary>
public sealed class ClassDistances
{
    private readonly double[][] means;
    private readonly Cholesky<double> factor;

    private ClassDistances(double[][] means, Cholesky<double> factor) => (this.means, this.factor) = (means, factor);

    /// <summary>The number of classes K.</summary>
    public int Classes => means.Length;

    /// <summary>Fits means and covariance.</summary>
    /// <param name="points">N points of D dimensions.</param>
    /// <param name="classes">N class numbers, each 0…K−1, none empty.</param>
    /// <param name="ridge">Added to the diagonal, ≥ 0: more than 0 where N is not well above D.</param>
    /// <exception cref="ArgumentException">A class is empty, or the covariance is singular.</exception>
    public static ClassDistances Fit(Points points, IReadOnlyList<int> classes, double ridge = 0)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(classes.Count, points.Count, nameof(classes));
        ArgumentOutOfRangeException.ThrowIfNegative(ridge);
        int[][] rows = [.. Enumerable.Range(0, classes.Max() + 1).Select(c => Enumerable.Range(0, classes.Count).Where(i => classes[i] == c).ToArray())];
        int empty = Array.FindIndex(rows, r => r.Length == 0);
        if (empty >= 0)
        {
            throw new ArgumentException($"Class {empty} has no points; classes must be numbered 0…K−1 without a gap.", nameof(classes));
        }

        double[][] means = [.. rows.Select(r => points.At(r).Mean())];
        Matrix<double> centred = Matrix<double>.Build.Dense(points.Count, points.Dimensions, (r, c) => points[r][c] - means[classes[r]][c]);
        Matrix<double> pooled = centred.TransposeThisAndMultiply(centred) / points.Count;
        pooled += Matrix<double>.Build.DiagonalIdentity(points.Dimensions) * ridge;
        try
        {
            return new ClassDistances(means, pooled.Cholesky());
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"The covariance of {points.Count} points of {points.Dimensions} dimensions is singular; give a ridge, such as 1e-3.", nameof(points), e);
        }
    }

    /// <summary>A point's squared distance to each class mean.</summary>
    /// <param name="point">D numbers.</param>
    /// <returns>K numbers ≥ 0.</returns>
    public double[] Of(ReadOnlySpan<double> point)
    {
        Vector<double> x = Vector<double>.Build.DenseOfArray(point.ToArray());
        return [.. means.Select(mean =>
        {
            Vector<double> difference = x - Vector<double>.Build.DenseOfArray(mean);
            return difference * factor.Solve(difference);
        })];
    }
}
