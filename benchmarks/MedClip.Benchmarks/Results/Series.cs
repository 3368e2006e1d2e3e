namespace MedClip.Benchmarks.Results;

/// <summary>What several rounds gave.</summary>
/// <param name="Median">The middle one; of an even number the mean of the middle two.</param>
/// <param name="Least">The least.</param>
/// <param name="Most">The most.</param>
/// <param name="Rounds">How many there were, at least 1.</param>
internal sealed record Series(double Median, double Least, double Most, int Rounds)
{
    public static Series Of(params IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 || !sorted.All(double.IsFinite)
            ? throw new ArgumentException("A series needs at least one number, and finite ones.", nameof(values))
            : new Series((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, sorted[0], sorted[^1], sorted.Length);
    }
}
