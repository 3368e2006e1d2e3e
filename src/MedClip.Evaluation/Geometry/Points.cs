using System.Numerics.Tensors;

namespace MedClip.Evaluation;

/// <summary>N points of D dimensions, such as embeddings.</summary>
public sealed class Points
{
    private readonly double[] values;

    /// <summary>Takes over values.</summary>
    /// <param name="values">N×D finite numbers, row by row; not copied.</param>
    /// <param name="dimensions">D ≥ 1.</param>
    /// <exception cref="ArgumentException">There are no whole rows, or a number is not finite.</exception>
    public Points(double[] values, int dimensions)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        if (values.Length == 0 || values.Length % dimensions != 0)
        {
            throw new ArgumentException($"{values.Length} numbers are no whole rows of {dimensions}.", nameof(values));
        }

        ScoreChecks.Finite(values, "coordinate", nameof(values));
        this.values = values;
        Dimensions = dimensions;
    }

    /// <summary>Copies embeddings.</summary>
    /// <param name="values">N×D finite numbers, row by row.</param>
    /// <param name="dimensions">D ≥ 1.</param>
    public static Points Of(ReadOnlySpan<float> values, int dimensions)
    {
        var copy = new double[values.Length];
        TensorPrimitives.ConvertTruncating(values, copy);
        return new Points(copy, dimensions);
    }

    /// <summary>N.</summary>
    public int Count => values.Length / Dimensions;

    /// <summary>D.</summary>
    public int Dimensions { get; }

    /// <summary>One point.</summary>
    /// <param name="row">0…N−1.</param>
    public ReadOnlySpan<double> this[int row] => values.AsSpan(row * Dimensions, Dimensions);

    /// <summary>Some of the points, in the given order.</summary>
    /// <param name="rows">Their numbers.</param>
    public Points At(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var chosen = new double[rows.Count * Dimensions];
        for (int i = 0; i < rows.Count; i++)
        {
            this[rows[i]].CopyTo(chosen.AsSpan(i * Dimensions));
        }

        return new Points(chosen, Dimensions);
    }

    /// <summary>The points scaled to length 1; a point at 0 stays there.</summary>
    public Points Normalized()
    {
        double[] scaled = [.. values];
        for (int row = 0; row < Count; row++)
        {
            Span<double> point = scaled.AsSpan(row * Dimensions, Dimensions);
            double norm = TensorPrimitives.Norm<double>(point);
            if (norm > 0)
            {
                TensorPrimitives.Divide(point, norm, point);
            }
        }

        return new Points(scaled, Dimensions);
    }

    /// <summary>The mean point, D numbers.</summary>
    public double[] Mean()
    {
        var mean = new double[Dimensions];
        for (int row = 0; row < Count; row++)
        {
            TensorPrimitives.Add(mean, this[row], mean);
        }

        TensorPrimitives.Divide(mean, Count, mean);
        return mean;
    }

    internal double SquaredDistance(int a, int b)
    {
        double distance = TensorPrimitives.Distance(this[a], this[b]);
        return distance * distance;
    }
}
