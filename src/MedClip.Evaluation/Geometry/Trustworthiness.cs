namespace MedClip.Evaluation;

/// <summary>How far a picture's neighbours are neighbours in truth (Venna and Kaski 2001, https://doi.org/10.1007/3-540-44668-0_68).</summary>
public static class Trustworthiness
{
    /// <summary>Compares neighbourhoods.</summary>
    /// <param name="points">N points of D dimensions.</param>
    /// <param name="plane">The same points, laid out.</param>
    /// <param name="neighbors">k, 1…below N/2.</param>
    /// <returns>1 = every neighbour in the picture is one in truth.</returns>
    public static double Of(Points points, Points plane, int neighbors)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(plane);
        int n = points.Count;
        ArgumentOutOfRangeException.ThrowIfNotEqual(plane.Count, n, nameof(plane));
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbors, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(neighbors, n / 2.0);
        var penalties = new double[n];
        Parallel.For(0, n, row =>
        {
            int[] truth = Order(points, row), shown = Order(plane, row);
            var rank = new int[n];
            for (int r = 0; r < truth.Length; r++)
            {
                rank[truth[r]] = r + 1;
            }

            penalties[row] = shown.Take(neighbors).Sum(j => Math.Max(0, rank[j] - neighbors));
        });
        return 1 - (penalties.Sum() * 2 / ((double)n * neighbors * ((2.0 * n) - (3 * neighbors) - 1)));
    }

    private static int[] Order(Points points, int row) =>
        [.. Enumerable.Range(0, points.Count).Where(j => j != row).OrderBy(j => points.SquaredDistance(row, j))];
}
