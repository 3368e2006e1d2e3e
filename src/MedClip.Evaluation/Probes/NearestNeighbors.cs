using System.Numerics.Tensors;

namespace MedClip.Evaluation;

/// <summary>k-nearest-neighbour voting by Euclidean distance (Cover and Hart 1967, https://doi.org/10.1109/TIT.1967.1053964): the probe without any fitting.</summary>
public sealed class NearestNeighbors
{
    private readonly Points points;
    private readonly int[] classes;
    private readonly int count;

    /// <summary>Remembers cases.</summary>
    /// <param name="points">N points; for cosine likeness, of length 1.</param>
    /// <param name="classes">N classes, each 0…K−1.</param>
    /// <param name="count">K.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a class lies outside.</exception>
    public NearestNeighbors(Points points, ReadOnlySpan<int> classes, int count)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentOutOfRangeException.ThrowIfNotEqual(classes.Length, points.Count, nameof(classes));
        ScoreChecks.Classes(classes, count, nameof(classes));
        (this.points, this.classes, this.count) = (points, classes.ToArray(), count);
    }

    /// <summary>The votes for each class, as shares.</summary>
    /// <param name="query">D numbers.</param>
    /// <param name="k">How many neighbours vote, 1…N; of equally far ones the first remembered.</param>
    /// <param name="byDistance">Whether a vote weighs 1/distance (a neighbour at distance 0 then decides alone) rather than 1.</param>
    /// <returns>K shares that sum to 1.</returns>
    public double[] Votes(ReadOnlySpan<double> query, int k, bool byDistance = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, points.Count);
        ArgumentOutOfRangeException.ThrowIfNotEqual(query.Length, points.Dimensions, nameof(query));
        var distances = new double[points.Count];
        for (int i = 0; i < distances.Length; i++)
        {
            distances[i] = TensorPrimitives.Distance(query, points[i]);
        }

        int[] nearest = [.. Enumerable.Range(0, distances.Length).OrderBy(i => distances[i]).Take(k)];
        bool exact = byDistance && distances[nearest[0]] == 0;
        var votes = new double[count];
        foreach (int i in nearest)
        {
            votes[classes[i]] += !byDistance ? 1 : exact ? (distances[i] == 0 ? 1 : 0) : 1 / distances[i];
        }

        TensorPrimitives.Divide(votes, TensorPrimitives.Sum<double>(votes), votes);
        return votes;
    }

    /// <summary>The class with the most votes; of equal ones the smaller.</summary>
    /// <param name="query">D numbers.</param>
    /// <param name="k">How many neighbours vote.</param>
    /// <param name="byDistance">As in <see cref="Votes"/>.</param>
    public int Predict(ReadOnlySpan<double> query, int k, bool byDistance = false)
    {
        double[] votes = Votes(query, k, byDistance);
        return Array.IndexOf(votes, votes.Max());
    }
}
