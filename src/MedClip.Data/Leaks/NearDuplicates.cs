namespace MedClip.Data;

/// <summary>
/// Finds all pairs of hashes that differ in few bits. The bits are dealt into one band more than may differ, so one band at least is equal in every such
/// pair: sorting by each band finds them without comparing all with all.
/// </summary>
public static class NearDuplicates
{
    // A band that very many share says nothing (films with wide black borders); its members are compared with their neighbours only.
    private const int CrowdedBand = 2000;

    /// <summary>The pairs, each once, the lower place first.</summary>
    /// <param name="hashes">The hashes.</param>
    /// <param name="distance">The most bits that may differ, 0…31.</param>
    /// <param name="compare">Whether a pair is of interest, e.g. across two splits; asked before the bits are compared.</param>
    public static IReadOnlyList<(int First, int Second)> Find(IReadOnlyList<PerceptualHash> hashes, int distance, Func<int, int, bool> compare)
    {
        ArgumentNullException.ThrowIfNull(hashes);
        ArgumentNullException.ThrowIfNull(compare);
        ArgumentOutOfRangeException.ThrowIfNegative(distance);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(distance, 31);
        int bands = Math.Max(8, distance + 1);
        var found = new HashSet<(int, int)>();
        var keys = new ulong[hashes.Count];
        for (int band = 0; band < bands; band++)
        {
            for (int i = 0; i < keys.Length; i++)
            {
                keys[i] = ((ulong)hashes[i].Band(band, bands) << 32) | (uint)i;
            }

            Array.Sort(keys);
            for (int start = 0, end; start < keys.Length; start = end)
            {
                for (end = start + 1; end < keys.Length && keys[end] >> 32 == keys[start] >> 32; end++)
                {
                }

                Compare(keys.AsSpan(start, end - start), hashes, distance, compare, found);
            }
        }

        return [.. found.Order()];
    }

    private static void Compare(
        ReadOnlySpan<ulong> group, IReadOnlyList<PerceptualHash> hashes, int distance, Func<int, int, bool> compare, HashSet<(int, int)> found)
    {
        for (int a = 0; a < group.Length; a++)
        {
            int last = Math.Min(group.Length, a + CrowdedBand);
            for (int b = a + 1; b < last; b++)
            {
                int i = (int)(uint)group[a];
                int j = (int)(uint)group[b];
                if (compare(i, j) && hashes[i].Distance(hashes[j]) <= distance)
                {
                    found.Add(i < j ? (i, j) : (j, i));
                }
            }
        }
    }
}
