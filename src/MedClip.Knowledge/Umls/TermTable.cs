namespace MedClip.Knowledge;

/// <summary>Names of several words by a 64-bit number made of their words' numbers; two of a few million names collide once in a million dictionaries.</summary>
internal sealed class TermTable
{
    public const int Unmapped = -1;
    private const int LongestWord = 64;

    private readonly Dictionary<string, int> words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> wordLookup;
    private readonly Dictionary<ulong, int> terms = [];
    private readonly List<byte> longest = [0]; // words of the longest name that begins with a word
    private int wordCount;

    public TermTable() => wordLookup = words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Adds a name; of two concepts with the same name the one with a meaning counts, else the first.</summary>
    public void Add(string term, int meaning)
    {
        ulong key = 0;
        int first = 0, count = 0;
        foreach (Range range in term.AsSpan().Split(' '))
        {
            int word = NumberOf(term[range]);
            first = count++ == 0 ? word : first;
            key = Append(key, word);
        }

        longest[first] = Math.Max(longest[first], (byte)Math.Min(count, byte.MaxValue));
        if (!terms.TryGetValue(key, out int known) || known == Unmapped)
        {
            terms[key] = meaning;
        }
    }

    /// <summary>The longest name that begins at a token.</summary>
    /// <returns>Its number of tokens, 0 for none, and its meaning.</returns>
    public (int Length, int Meaning) Longest(TokenizedText text, int first, int end)
    {
        (int length, int meaning) best = (0, Unmapped);
        int word = Find(text, first);
        int last = Math.Min(end, first + longest[word]);
        ulong key = 0;
        for (int i = first; i < last && word != 0; word = ++i < last ? Find(text, i) : 0)
        {
            key = Append(key, word);
            if (terms.TryGetValue(key, out int meaning))
            {
                best = (i + 1 - first, meaning);
            }
        }

        return best;
    }

    private static ulong Append(ulong key, int word) => SeedSequenceMix((key * 0x9E3779B97F4A7C15) + (uint)word + 1);

    // The finaliser of splitmix64 (https://doi.org/10.1145/2660193.2660195).
    private static ulong SeedSequenceMix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    private int NumberOf(string word)
    {
        string form = WordForms.Base(word);
        if (words.TryGetValue(form, out int number))
        {
            return number;
        }

        number = ++wordCount;
        longest.Add(0);
        foreach (string surface in WordForms.Surfaces(form))
        {
            words.TryAdd(surface, number);
        }

        return number;
    }

    private int Find(TokenizedText text, int token)
    {
        ReadOnlySpan<char> characters = text.CharactersOf(token);
        if (characters.Length > LongestWord)
        {
            return 0;
        }

        Span<char> lower = stackalloc char[LongestWord];
        int length = characters.ToLowerInvariant(lower);
        return wordLookup.TryGetValue(lower[..length], out int number) ? number : 0;
    }
}
