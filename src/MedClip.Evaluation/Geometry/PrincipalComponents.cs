using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace MedClip.Evaluation;

/// <summary>Principal component analysis (Pearson 1901, https://doi.org/10.1080/14786440109462720). In each component the entry of largest magnitude is positive.</summary>
public sealed class PrincipalComponents
{
    private readonly double[] mean;
    private readonly Points components;
    private readonly int count;

    private PrincipalComponents(double[] mean, Points components, double[] singularValues, double total, int count)
    {
        (this.mean, this.components, this.count) = (mean, components, count);
        SingularValues = singularValues;
        ExplainedVariance = [.. singularValues.Select(s => s * s / (count - 1))];
        ExplainedVarianceRatio = [.. ExplainedVariance.Select(v => v / total)];
    }

    /// <summary>The mean point, taken away before projecting.</summary>
    public IReadOnlyList<double> Mean => mean;

    /// <summary>K unit vectors of D dimensions, by falling variance.</summary>
    public Points Components => components;

    /// <summary>The singular values of the centred points.</summary>
    public IReadOnlyList<double> SingularValues { get; }

    /// <summary>The variance (n − 1) along each component.</summary>
    public IReadOnlyList<double> ExplainedVariance { get; }

    /// <summary>The share of all variance along each component.</summary>
    public IReadOnlyList<double> ExplainedVarianceRatio { get; }

    /// <summary>Finds the components.</summary>
    /// <param name="points">N ≥ 2 points of D dimensions.</param>
    /// <param name="components">K, 1…min(N, D).</param>
    public static PrincipalComponents Of(Points points, int components)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentOutOfRangeException.ThrowIfLessThan(points.Count, 2, nameof(points));
        ArgumentOutOfRangeException.ThrowIfLessThan(components, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(components, Math.Min(points.Count, points.Dimensions));
        double[] mean = points.Mean();
        Matrix<double> centred = Matrix<double>.Build.Dense(points.Count, points.Dimensions, (r, c) => points[r][c] - mean[c]);
        // The eigenvectors of the D×D scatter: N may be large, D is not.
        var scatter = centred.TransposeThisAndMultiply(centred).Evd(Symmetricity.Symmetric);
        var rows = new double[components * points.Dimensions];
        var singular = new double[components];
        for (int k = 0; k < components; k++)
        {
            int column = points.Dimensions - 1 - k;
            double[] axis = scatter.EigenVectors.Column(column).ToArray();
            // Not TensorPrimitives.IndexOfMaxMagnitude: its places are denormal bit patterns, which are 0 on a thread that flushes denormals, as libtorch's are set to.
            int largest = MultiClassMetrics.ArgMax([.. axis.Select(Math.Abs)], axis.Length)[0];
            TensorPrimitives.Multiply(axis, Math.Sign(axis[largest]), rows.AsSpan(k * points.Dimensions, points.Dimensions));
            singular[k] = Math.Sqrt(Math.Max(0, scatter.EigenValues[column].Real));
        }

        double total = scatter.EigenValues.Sum(v => v.Real) / (points.Count - 1);
        return new PrincipalComponents(mean, new Points(rows, points.Dimensions), singular, total, points.Count);
    }

    /// <summary>Projects points.</summary>
    /// <param name="points">N points of D dimensions.</param>
    /// <param name="whiten">Whether each coordinate is scaled to variance 1.</param>
    /// <returns>N points of K dimensions.</returns>
    public Points Project(Points points, bool whiten = false)
    {
        ArgumentNullException.ThrowIfNull(points);
        var projected = new double[points.Count * components.Count];
        var centred = new double[points.Dimensions];
        for (int row = 0; row < points.Count; row++)
        {
            TensorPrimitives.Subtract(points[row], mean, centred);
            for (int k = 0; k < components.Count; k++)
            {
                double scale = whiten ? Math.Sqrt(count - 1) / SingularValues[k] : 1;
                projected[(row * components.Count) + k] = TensorPrimitives.Dot<double>(centred, components[k]) * scale;
            }
        }

        return new Points(projected, components.Count);
    }
}
