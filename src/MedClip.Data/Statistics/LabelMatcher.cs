namespace MedClip.Data;

/// <summary>
/// Draws sentences that match a film's findings. Sentences are grouped by their mask, and for each mask of films the matching groups are found once, so
/// that a draw costs a search among a few groups however many sentences there are. Thread-safe.
/// </summary>
public sealed class LabelMatcher
{
    private readonly ulong[] masks;
    private readonly int[][] places;
    private readonly System.Collections.Concurrent.ConcurrentDictionary<ulong, Candidates> known = new();

    /// <summary>Groups sentences.</summary>
    /// <param name="sentences">The labels of each sentence, of one set of at most 64 findings.</param>
    public LabelMatcher(IReadOnlyList<FindingLabels> sentences)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        var groups = new SortedDictionary<ulong, List<int>>();
        for (int i = 0; i < sentences.Count; i++)
        {
            ulong mask = LabelMask.Of(sentences[i]).Bits;
            if (!groups.TryGetValue(mask, out List<int>? group))
            {
                groups.Add(mask, group = []);
            }

            group.Add(i);
        }

        masks = [.. groups.Keys];
        places = [.. groups.Values.Select(group => group.ToArray())];
    }

    /// <summary>Different combinations of findings among the sentences.</summary>
    public int Combinations => masks.Length;

    /// <summary>How many sentences match.</summary>
    /// <param name="film">The film's findings.</param>
    public int Count(LabelMask film) => For(film).Total;

    /// <summary>Draws a matching sentence, each equally likely; −1 when none matches.</summary>
    /// <param name="film">The film's findings.</param>
    /// <param name="random">The generator.</param>
    public int Draw(LabelMask film, SplitMix64 random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Candidates candidates = For(film);
        if (candidates.Total == 0)
        {
            return -1;
        }

        int drawn = random.Next(candidates.Total);
        int place = Array.BinarySearch(candidates.Ends, drawn + 1);
        place = place < 0 ? ~place : place;
        int start = place == 0 ? 0 : candidates.Ends[place - 1];
        return places[candidates.Groups[place]][drawn - start];
    }

    private Candidates For(LabelMask film) => known.GetOrAdd(film.Bits, static (bits, matcher) => matcher.Collect(bits), this);

    private Candidates Collect(ulong bits)
    {
        var groups = new List<int>();
        var ends = new List<int>();
        int total = 0;
        for (int i = 0; i < masks.Length; i++)
        {
            if (new LabelMask(bits).Matches(new LabelMask(masks[i])))
            {
                total += places[i].Length;
                groups.Add(i);
                ends.Add(total);
            }
        }

        return new Candidates([.. groups], [.. ends], total);
    }

    private sealed record Candidates(int[] Groups, int[] Ends, int Total);
}
