namespace MedClip.Data;

/// <summary>Sentences grouped by what they say, for balanced drawing.</summary>
internal sealed class SentencePool
{
    private readonly int count;
    private readonly int[][] groups;
    private readonly double[] cumulative = [];

    public SentencePool(IReadOnlyList<FindingLabels> labels, SentenceSampling sampling)
    {
        count = labels.Count;
        groups = sampling switch
        {
            SentenceSampling.ByFinding => ByFinding(labels),
            SentenceSampling.ByCombination => ByCombination(labels),
            _ => [],
        };
        if (sampling == SentenceSampling.ByRarity)
        {
            cumulative = Rarity(labels);
        }
    }

    /// <summary>Draws places, with one stream for the batch.</summary>
    /// <param name="epoch">The stream of the epoch.</param>
    /// <param name="batch">The batch within the epoch.</param>
    /// <param name="order">The epoch's order of all sentences; used when sampling is uniform.</param>
    /// <param name="size">How many.</param>
    public int[] Draw(SeedSequence epoch, int batch, int[] order, int size)
    {
        var drawn = new int[size];
        if (cumulative.Length > 0)
        {
            SplitMix64 weighted = epoch.For("sentences").At(batch).ToRandom();
            for (int i = 0; i < size; i++)
            {
                int place = Array.BinarySearch(cumulative, weighted.NextDouble() * cumulative[^1]);
                drawn[i] = Math.Min(place < 0 ? ~place : place + 1, count - 1);
            }

            return drawn;
        }

        if (groups.Length == 0)
        {
            long start = (long)batch * size;
            for (int i = 0; i < size; i++)
            {
                drawn[i] = order[(int)((start + i) % count)];
            }

            return drawn;
        }

        SplitMix64 random = epoch.For("sentences").At(batch).ToRandom();

        // A turn through the groups in random order before any comes again: a batch holds as many different statements as it can.
        int[] turn = [.. Enumerable.Range(0, groups.Length)];
        for (int i = 0; i < size; i++)
        {
            int place = i % turn.Length;
            if (place == 0)
            {
                random.Shuffle<int>(turn);
            }

            int[] group = groups[turn[place]];
            drawn[i] = group[random.Next(group.Length)];
        }

        return drawn;
    }

    // An item without a finding counts as having the rarest thing that it has: nothing, as often as that happens.
    private static double[] Rarity(IReadOnlyList<FindingLabels> labels)
    {
        var present = new double[labels[0].Values.Length + 1];
        foreach (FindingLabels label in labels)
        {
            ForEachPresent(label, place => present[place]++);
        }

        var sums = new double[labels.Count];
        double sum = 0;
        for (int i = 0; i < sums.Length; i++)
        {
            ForEachPresent(labels[i], place => sum += 1 / present[place]);
            sums[i] = sum;
        }

        return sums;
    }

    private static void ForEachPresent(FindingLabels label, Action<int> visit)
    {
        ReadOnlySpan<LabelValue> values = label.Values;
        bool any = false;
        for (int finding = 0; finding < values.Length; finding++)
        {
            if (values[finding] == LabelValue.Positive)
            {
                visit(finding);
                any = true;
            }
        }

        if (!any)
        {
            visit(values.Length);
        }
    }

    private static int[][] ByFinding(IReadOnlyList<FindingLabels> labels)
    {
        var places = new SortedDictionary<int, List<int>>();
        for (int i = 0; i < labels.Count; i++)
        {
            ReadOnlySpan<LabelValue> values = labels[i].Values;
            bool any = false;
            for (int finding = 0; finding < values.Length; finding++)
            {
                if (values[finding] != LabelValue.NotMentioned)
                {
                    Add(places, (finding * 4) + (int)values[finding] + 1, i);
                    any = true;
                }
            }

            if (!any)
            {
                Add(places, -1, i);
            }
        }

        return [.. places.Values.Select(list => list.ToArray())];
    }

    private static int[][] ByCombination(IReadOnlyList<FindingLabels> labels)
    {
        var places = new SortedDictionary<string, List<int>>(StringComparer.Ordinal);
        var key = new char[labels.Count > 0 ? labels[0].Values.Length : 0];
        for (int i = 0; i < labels.Count; i++)
        {
            ReadOnlySpan<LabelValue> values = labels[i].Values;
            for (int finding = 0; finding < values.Length; finding++)
            {
                key[finding] = values[finding] == LabelValue.Positive ? '1' : '0';
            }

            Add(places, new string(key), i);
        }

        return [.. places.Values.Select(list => list.ToArray())];
    }

    private static void Add<TKey>(SortedDictionary<TKey, List<int>> places, TKey key, int place)
        where TKey : notnull
    {
        if (!places.TryGetValue(key, out List<int>? list))
        {
            places.Add(key, list = []);
        }

        list.Add(place);
    }
}
