namespace MedClip.Data;

/// <summary>Sentences grouped by what they say, for balanced drawing.</summary>
internal sealed class SentencePool
{
    private readonly int count;
    private readonly int[][] groups;

    public SentencePool(IReadOnlyList<FindingLabels> labels, SentenceSampling sampling)
    {
        count = labels.Count;
        groups = sampling switch
        {
            SentenceSampling.ByFinding => ByFinding(labels),
            SentenceSampling.ByCombination => ByCombination(labels),
            _ => [],
        };
    }

    /// <summary>Draws places, with one stream for the batch.</summary>
    /// <param name="epoch">The stream of the epoch.</param>
    /// <param name="batch">The batch within the epoch.</param>
    /// <param name="order">The epoch's order of all sentences; used when sampling is uniform.</param>
    /// <param name="size">How many.</param>
    public int[] Draw(SeedSequence epoch, int batch, int[] order, int size)
    {
        var drawn = new int[size];
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
