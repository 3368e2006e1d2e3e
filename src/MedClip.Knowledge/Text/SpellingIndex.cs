using System.Collections.Frozen;

namespace MedClip.Knowledge;

/// <summary>
/// Finds words at edit distance 1 (a letter missing, added, changed, or two swapped) by their common deletions
/// (the idea of SymSpell, https://github.com/wolfgarbe/SymSpell). Only words of eight letters and more: shorter ones
/// have neighbours that mean something else ("mass", "mask"); for long words with such neighbours see <c>Text/Data/distinct.txt</c>.
/// </summary>
internal sealed class SpellingIndex
{
    public const int MinimumLength = 8;
    private const int MaximumLength = 40;

    private static readonly FrozenSet<string> Distinct = DataLines.OfResource("text/distinct").Select(line => line.Text).ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> DistinctLookup = Distinct.GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly Dictionary<string, (string Word, int Id)> deletions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Word, int Id)>.AlternateLookup<ReadOnlySpan<char>> lookup;

    private SpellingIndex() => lookup = deletions.GetAlternateLookup<ReadOnlySpan<char>>();

    public static SpellingIndex Build(ReadOnlySpan<(string Word, int Id)> words)
    {
        var index = new SpellingIndex();
        foreach ((string word, int id) in words)
        {
            if (word.Length >= MinimumLength)
            {
                index.deletions.TryAdd(word, (word, id));
                for (int at = 0; at < word.Length; at++)
                {
                    index.deletions.TryAdd(word.Remove(at, 1), (word, id));
                }
            }
        }

        return index;
    }

    public int? Find(ReadOnlySpan<char> word)
    {
        if (word.Length is < MinimumLength or > MaximumLength || DistinctLookup.Contains(word))
        {
            return null;
        }

        if (lookup.TryGetValue(word, out (string Word, int Id) hit) && IsOneEditAway(word, hit.Word))
        {
            return hit.Id;
        }

        Span<char> shorter = stackalloc char[word.Length - 1];
        word[1..].CopyTo(shorter);
        for (int at = 0; ; at++)
        {
            if (lookup.TryGetValue(shorter, out hit) && IsOneEditAway(word, hit.Word))
            {
                return hit.Id;
            }

            if (at == shorter.Length)
            {
                return null;
            }

            shorter[at] = word[at];
        }
    }

    internal static bool IsOneEditAway(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        int head = a.CommonPrefixLength(b);
        a = a[head..];
        b = b[head..];
        while (a.Length > 0 && b.Length > 0 && a[^1] == b[^1])
        {
            a = a[..^1];
            b = b[..^1];
        }

        return (a.Length <= 1 && b.Length <= 1) || (a.Length == 2 && b.Length == 2 && a[0] == b[1] && a[1] == b[0]);
    }
}
