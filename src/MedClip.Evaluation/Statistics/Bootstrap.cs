namespace MedClip.Evaluation;

/// <summary>
/// The bootstrap (Efron 1979, https://doi.org/10.1214/aos/1176344552). A resample is given as weights: how often each case was drawn. Every metric here
/// takes weights, so nothing is copied. Cases of one patient are not independent: give groups, and whole patients are drawn.
/// </summary>
public static class Bootstrap
{
    /// <summary>Resamples a statistic.</summary>
    /// <param name="cases">N ≥ 2, the number of cases.</param>
    /// <param name="statistic">From N weights (0, 1, 2, …) to a number; NaN where it is not defined. Called from several threads.</param>
    /// <param name="groups">N group numbers (patients), or null: each case is its own group.</param>
    /// <param name="draws">The number of resamples, ≥ 1.</param>
    /// <param name="seed">Equal seeds give equal resamples, whatever the number of threads.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="ArgumentException">There are fewer than two groups, or groups and cases differ in number.</exception>
    public static BootstrapDistribution Of(
        int cases, Func<double[], double> statistic, IReadOnlyList<int>? groups = null, int draws = 2000, ulong seed = 0,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        int[] units = Units(cases, groups, out int count);
        return Of(units, count, statistic, draws, Draws(count, seed), cancellation);
    }

    /// <summary>Resamples a statistic by given draws, e.g. those of another program.</summary>
    /// <param name="cases">N ≥ 2, the number of cases.</param>
    /// <param name="statistic">From N weights to a number; NaN where it is not defined.</param>
    /// <param name="resamples">One row for each resample: the numbers of the drawn groups, counted in the order of their numbers (of the drawn cases without groups).</param>
    /// <param name="groups">N group numbers, or null.</param>
    /// <exception cref="ArgumentException">There are fewer than two groups, no resamples, or groups and cases differ in number.</exception>
    public static BootstrapDistribution Of(
        int cases, Func<double[], double> statistic, IReadOnlyList<int[]> resamples, IReadOnlyList<int>? groups = null)
    {
        ArgumentNullException.ThrowIfNull(resamples);
        ArgumentOutOfRangeException.ThrowIfZero(resamples.Count, nameof(resamples));
        int[] units = Units(cases, groups, out int count);
        return Of(units, count, statistic, resamples.Count, r => resamples[r], CancellationToken.None);
    }

    /// <summary>Resamples the area under the ROC curve: the scores are sorted once, so 2,000 draws of 100,000 films take seconds.</summary>
    /// <param name="labels">N labels; true = present; both classes must be there.</param>
    /// <param name="scores">N finite scores.</param>
    /// <param name="groups">N group numbers (patients), or null.</param>
    /// <param name="draws">The number of resamples.</param>
    /// <param name="seed">Of the resamples.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="ArgumentException">As <see cref="Metrics.Auc"/>.</exception>
    public static BootstrapDistribution Auc(
        ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores, IReadOnlyList<int>? groups = null, int draws = 2000, ulong seed = 0,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        var auc = new SortedAuc(labels, scores);
        int[] units = Units(labels.Length, groups, out int count);
        return Of(units, count, auc.Of, draws, Draws(count, seed), cancellation, () => auc.LeaveOneOut(units, count));
    }

    private static Func<int, int[]> Draws(int count, ulong seed)
    {
        SeedSequence stream = new SeedSequence(seed).For("bootstrap");
        return r =>
        {
            SplitMix64 random = stream.At(r).ToRandom();
            var drawn = new int[count];
            for (int i = 0; i < count; i++)
            {
                drawn[i] = random.Next(count);
            }

            return drawn;
        };
    }

    private static BootstrapDistribution Of(
        int[] units, int count, Func<double[], double> statistic, int draws, Func<int, int[]> draw, CancellationToken cancellation, Func<double[]>? leaveOneOut = null)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        var values = new double[draws];
        var left = new double[count];
        var options = new ParallelOptions { CancellationToken = cancellation };
        Parallel.For(0, draws, options, () => (Weights: new double[units.Length], Counts: new int[count]), (r, _, buffers) =>
        {
            Array.Clear(buffers.Counts);
            foreach (int unit in draw(r))
            {
                buffers.Counts[unit]++;
            }

            for (int i = 0; i < units.Length; i++)
            {
                buffers.Weights[i] = buffers.Counts[units[i]];
            }

            values[r] = statistic(buffers.Weights);
            return buffers;
        }, _ => { });
        double value = statistic([.. Enumerable.Repeat(1.0, units.Length)]);
        return new BootstrapDistribution(value, values, leaveOneOut ?? (() =>
        {
            Parallel.For(0, count, options, () => new double[units.Length], (unit, _, weights) =>
            {
                for (int i = 0; i < units.Length; i++)
                {
                    weights[i] = units[i] == unit ? 0 : 1;
                }

                left[unit] = statistic(weights);
                return weights;
            }, _ => { });
            return left;
        }));
    }

    private static int[] Units(int cases, IReadOnlyList<int>? groups, out int count)
    {
        if (groups is not null && groups.Count != cases)
        {
            throw new ArgumentException($"{cases} cases and {groups.Count} group numbers: one number is needed for each case.", nameof(groups));
        }

        int[] all = groups is null ? [.. Enumerable.Range(0, cases)] : [.. groups];
        int[] distinct = [.. all.Distinct().Order()];
        count = distinct.Length;
        return count >= 2
            ? [.. all.Select(g => Array.BinarySearch(distinct, g))]
            : throw new ArgumentException($"There are {count} groups; resampling needs at least two.", nameof(groups));
    }
}
