namespace MedClip.Evaluation;

/// <summary>
/// Cross-validation folds without chance: each item is in one test fold, and equal inputs give equal folds (scikit-learn's unshuffled splitters).
/// For patients use the grouped ones; <c>MedClip.Data</c>'s patient splits, by hash, serve where tables grow.
/// </summary>
public static class Folds
{
    /// <summary>Consecutive runs of items, the first ones larger by one where they don't divide evenly.</summary>
    /// <param name="items">N ≥ <paramref name="folds"/>.</param>
    /// <param name="folds">The number of folds, ≥ 2.</param>
    /// <returns>The fold of each item, 0…folds−1.</returns>
    public static int[] Consecutive(int items, int folds)
    {
        Enough(items, folds, "items");
        int small = items / folds, larger = items % folds, inLarger = larger * (small + 1);
        return [.. Enumerable.Range(0, items).Select(i => i < inLarger ? i / (small + 1) : larger + ((i - inLarger) / small))];
    }

    /// <summary>Folds with as equal shares of each class as can be.</summary>
    /// <param name="classes">N class numbers; at least one class has as many members as there are folds.</param>
    /// <param name="folds">The number of folds, ≥ 2.</param>
    /// <exception cref="ArgumentException">Every class has fewer members than there are folds.</exception>
    public static int[] Stratified(IReadOnlyList<int> classes, int folds)
    {
        ArgumentNullException.ThrowIfNull(classes);
        Enough(classes.Count, folds, "items");
        int[] names = [.. classes.Distinct()];
        int[] codes = [.. classes.Select(c => Array.IndexOf(names, c))];
        if (names.Select((_, code) => codes.Count(c => c == code)).Max() < folds)
        {
            throw new ArgumentException($"Every class has fewer than {folds} members; take fewer folds.", nameof(classes));
        }

        // Dealing the sorted classes like cards says how many of each class a fold gets; the class's items then fill the folds in order.
        int[] sorted = [.. codes.Order()];
        var quota = new int[names.Length, folds];
        for (int i = 0; i < sorted.Length; i++)
        {
            quota[sorted[i], i % folds]++;
        }

        var next = new int[names.Length];
        return [.. codes.Select(code =>
        {
            while (quota[code, next[code]] == 0)
            {
                next[code]++;
            }

            quota[code, next[code]]--;
            return next[code];
        })];
    }

    /// <summary>Folds of whole groups, as equal in size as can be: the largest group left goes to the smallest fold.</summary>
    /// <param name="groups">N group numbers (patients).</param>
    /// <param name="folds">The number of folds, at most that of groups.</param>
    /// <exception cref="ArgumentException">There are fewer groups than folds.</exception>
    public static int[] Grouped(IReadOnlyList<int> groups, int folds)
    {
        ArgumentNullException.ThrowIfNull(groups);
        (int[] codes, int count) = Codes(groups, folds);
        int[] sizes = new int[count];
        foreach (int code in codes)
        {
            sizes[code]++;
        }

        var foldOf = new int[count];
        var filled = new int[folds];
        foreach (int group in Enumerable.Range(0, count).OrderByDescending(g => sizes[g]).ThenByDescending(g => g))
        {
            int lightest = Array.IndexOf(filled, filled.Min());
            foldOf[group] = lightest;
            filled[lightest] += sizes[group];
        }

        return [.. codes.Select(code => foldOf[code])];
    }

    /// <summary>Folds of whole groups with as equal shares of each class as can be.</summary>
    /// <param name="classes">N class numbers.</param>
    /// <param name="groups">N group numbers (patients).</param>
    /// <param name="folds">The number of folds, at most that of groups.</param>
    /// <exception cref="ArgumentException">There are fewer groups than folds, or every class has fewer members than folds.</exception>
    public static int[] StratifiedGrouped(IReadOnlyList<int> classes, IReadOnlyList<int> groups, int folds)
    {
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentOutOfRangeException.ThrowIfNotEqual(groups.Count, classes.Count, nameof(groups));
        (int[] codes, int count) = Codes(groups, folds);
        return new StratifiedGroups(classes, codes, count, folds).Assign();
    }

    private static (int[] Codes, int Count) Codes(IReadOnlyList<int> groups, int folds)
    {
        int[] names = [.. groups.Distinct().Order()];
        Enough(names.Length, folds, "groups");
        return ([.. groups.Select(g => Array.BinarySearch(names, g))], names.Length);
    }

    private static void Enough(int count, int folds, string what)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        if (count < folds)
        {
            throw new ArgumentException($"{count} {what} cannot make {folds} folds; take fewer folds.", nameof(folds));
        }
    }
}
