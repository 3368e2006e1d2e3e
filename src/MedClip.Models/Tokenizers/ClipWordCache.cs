namespace MedClip.Models;

/// <summary>
/// The ids of words that were met before: a table of fixed size in which a word keeps its place. Thread-safe without locks: an entry never changes,
/// and two threads that write the same place write equal or both valid entries. Full neighbourhoods take no more words, so that memory is bounded.
/// </summary>
internal sealed class ClipWordCache
{
    private const int Places = 1 << 15;
    private const int Neighbours = 8;
    private const int LongestWord = 32;
    private readonly Entry?[] entries = new Entry?[Places];

    /// <summary>The ids of a word, or null.</summary>
    /// <param name="word">A word.</param>
    /// <param name="place">Where <see cref="Keep"/> may put it; −1 when nowhere.</param>
    public int[]? Find(ReadOnlySpan<char> word, out int place)
    {
        place = -1;
        if (word.Length > LongestWord)
        {
            return null;
        }

        uint hash = Hash(word);
        for (int i = 0; i < Neighbours; i++)
        {
            int at = (int)((hash + (uint)i) & (Places - 1));
            Entry? entry = Volatile.Read(ref entries[at]);
            if (entry is null)
            {
                place = at;
                return null;
            }

            if (entry.Hash == hash && word.SequenceEqual(entry.Word))
            {
                return entry.Ids;
            }
        }

        return null;
    }

    /// <summary>Keeps the ids of a word.</summary>
    public void Keep(int place, ReadOnlySpan<char> word, ReadOnlySpan<int> ids) =>
        Volatile.Write(ref entries[place], new Entry(Hash(word), word.ToString(), ids.ToArray()));

    private static uint Hash(ReadOnlySpan<char> word)
    {
        uint hash = 2166136261;
        foreach (char unit in word)
        {
            hash = (hash ^ unit) * 16777619;
        }

        return hash ^ (hash >> 15);
    }

    private sealed record Entry(uint Hash, string Word, int[] Ids);
}
