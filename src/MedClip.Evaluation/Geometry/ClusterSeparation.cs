using System.Numerics.Tensors;

namespace MedClip.Evaluation;

/// <summary>How well labelled classes stand apart.</summary>
public static class ClusterSeparation
{
    /// <summary>
    /// The silhouette of each point (Rousseeuw 1987, https://doi.org/10.1016/0377-0427(87)90125-7): (b − a) / max(a, b), a the mean distance within the class, b to the nearest other class; 0 for a point alone in its class.
    /// </summary>
    /// <param name="points">N points.</param>
    /// <param name="classes">N class numbers; at least two classes, fewer than N.</param>
    /// <param name="cosine">Whether the distance is 1 − cosine rather than Euclidean.</param>
    /// <returns>N numbers in [−1, 1].</returns>
    /// <exception cref="ArgumentException">The number of classes is below 2 or not below N.</exception>
    public static double[] Silhouettes(Points points, IReadOnlyList<int> classes, bool cosine = false)
    {
        (int[] codes, int count) = Codes(points, classes);
        int[] sizes = [.. Enumerable.Range(0, count).Select(c => codes.Count(k => k == c))];
        var result = new double[points.Count];
        Parallel.For(0, points.Count, row =>
        {
            var sums = new double[count];
            for (int j = 0; j < points.Count; j++)
            {
                sums[codes[j]] += j == row ? 0
                    : cosine ? 1 - TensorPrimitives.CosineSimilarity(points[row], points[j])
                    : TensorPrimitives.Distance(points[row], points[j]);
            }

            int own = codes[row];
            if (sizes[own] > 1)
            {
                double within = sums[own] / (sizes[own] - 1);
                double nearest = Enumerable.Range(0, count).Where(c => c != own).Min(c => sums[c] / sizes[c]);
                double most = Math.Max(within, nearest);
                result[row] = most == 0 ? 0 : (nearest - within) / most;
            }
        });
        return result;
    }

    /// <summary>The ratio of scatter between classes to scatter within (Caliński and Harabasz 1974, https://doi.org/10.1080/03610927408827101); higher is further apart.</summary>
    /// <param name="points">N points.</param>
    /// <param name="classes">N class numbers.</param>
    public static double CalinskiHarabasz(Points points, IReadOnlyList<int> classes)
    {
        (int[] codes, int count) = Codes(points, classes);
        (double[][] means, int[] sizes) = Means(points, codes, count);
        double[] mean = points.Mean();
        double between = Enumerable.Range(0, count).Sum(c => sizes[c] * Square(TensorPrimitives.Distance<double>(means[c], mean)));
        double within = Enumerable.Range(0, points.Count).Sum(i => Square(TensorPrimitives.Distance(points[i], means[codes[i]])));
        return within == 0 ? 1 : between * (points.Count - count) / (within * (count - 1));
    }

    /// <summary>The mean likeness of each class to its most like (Davies and Bouldin 1979, https://doi.org/10.1109/TPAMI.1979.4766909); lower is further apart.</summary>
    /// <param name="points">N points.</param>
    /// <param name="classes">N class numbers.</param>
    public static double DaviesBouldin(Points points, IReadOnlyList<int> classes)
    {
        (int[] codes, int count) = Codes(points, classes);
        (double[][] means, int[] sizes) = Means(points, codes, count);
        var spread = new double[count];
        for (int i = 0; i < points.Count; i++)
        {
            spread[codes[i]] += TensorPrimitives.Distance(points[i], means[codes[i]]) / sizes[codes[i]];
        }

        return Enumerable.Range(0, count).Average(a => Enumerable.Range(0, count).Where(b => b != a)
            .Max(b => (spread[a] + spread[b]) / TensorPrimitives.Distance<double>(means[a], means[b])));
    }

    private static (int[] Codes, int Count) Codes(Points points, IReadOnlyList<int> classes)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(classes.Count, points.Count, nameof(classes));
        int[] distinct = [.. classes.Distinct().Order()];
        return distinct.Length >= 2 && distinct.Length < points.Count
            ? ([.. classes.Select(c => Array.BinarySearch(distinct, c))], distinct.Length)
            : throw new ArgumentException($"There are {distinct.Length} classes among {points.Count} points; there must be at least 2 and fewer than points.", nameof(classes));
    }

    private static (double[][] Means, int[] Sizes) Means(Points points, int[] codes, int count)
    {
        int[][] rows = [.. Enumerable.Range(0, count).Select(c => Enumerable.Range(0, codes.Length).Where(i => codes[i] == c).ToArray())];
        return ([.. rows.Select(r => points.At(r).Mean())], [.. rows.Select(r => r.Length)]);
    }

    private static double Square(double value) => value * value;
}
