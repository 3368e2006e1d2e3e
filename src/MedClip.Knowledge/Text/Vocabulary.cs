namespace MedClip.Knowledge;

/// <summary>
/// The words that terms and rules are made of, each with a number; a text's other words are all <see cref="Unknown"/>.
/// Fill it first (<see cref="Add"/>), read it afterwards; reading is thread-safe and allocates nothing.
/// </summary>
public sealed class Vocabulary
{
    /// <summary>The number of a word that no term or rule uses.</summary>
    public const int Unknown = 0;

    internal const int Period = 1, Comma = 2, Semicolon = 3, Colon = 4, Question = 5, Open = 6, Close = 7, Slash = 8, Dash = 9, Number = 10, Redacted = 11;
    private const string Punctuation = ".,;:?()/-";

    private readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);
    private readonly List<string> names = ["", ".", ",", ";", ":", "?", "(", ")", "/", "-", "#", "xxxx"];
    private string?[] slots = new string?[1024];
    private int[] slotIds = new int[1024];
    private int used;
    private SpellingIndex? spelling;

    /// <summary>Creates a vocabulary of punctuation, numbers (<c>#</c>) and the de-identification mark (<c>xxxx</c>).</summary>
    public Vocabulary()
    {
        for (int id = 1; id < names.Count; id++)
        {
            ids[names[id]] = id;
        }

        Insert("xxxx", Redacted);
    }

    /// <summary>How many numbers are given out; every word's number is below.</summary>
    public int Count => names.Count;

    /// <summary>The base form behind a number.</summary>
    /// <param name="id">A number given out by this vocabulary.</param>
    public string this[int id] => names[id];

    /// <summary>Adds a word with its plural and singular; known words keep their number.</summary>
    /// <param name="word">A word in lower case, or one punctuation mark.</param>
    /// <returns>Its number.</returns>
    public int Add(string word)
    {
        ArgumentException.ThrowIfNullOrEmpty(word);
        string form = WordForms.Base(word);
        if (ids.TryGetValue(form, out int id))
        {
            return id;
        }

        id = names.Count;
        ids.Add(form, id);
        names.Add(form);
        foreach (string surface in WordForms.Surfaces(form))
        {
            Insert(surface, id);
        }

        foreach (string variant in SpellingVariants.Of(form))
        {
            Insert(variant, id);
        }

        return id;
    }

    /// <summary>From now on, long words that differ by one letter from a known one count as that word.</summary>
    internal void TolerateMisspellings() => spelling = SpellingIndex.Build(slots, slotIds);

    /// <summary>The number of a punctuation mark, or <see cref="Unknown"/>.</summary>
    internal static int OfPunctuation(char c) => Punctuation.IndexOf(c, StringComparison.Ordinal) + 1;

    /// <summary>The number of a word, or <see cref="Unknown"/>.</summary>
    /// <param name="lower">The word in lower case.</param>
    public int Find(ReadOnlySpan<char> lower)
    {
        uint hash = Hash(lower);
        for (int i = (int)hash & (slots.Length - 1); slots[i] is { } word; i = (i + 1) & (slots.Length - 1))
        {
            if (lower.SequenceEqual(word))
            {
                return slotIds[i];
            }
        }

        return spelling?.Find(lower) ?? Unknown;
    }

    private void Insert(string word, int id)
    {
        if (used * 3 > slots.Length)
        {
            Grow();
        }

        int i = (int)Hash(word) & (slots.Length - 1);
        for (; slots[i] is { } other; i = (i + 1) & (slots.Length - 1))
        {
            if (other == word)
            {
                return;
            }
        }

        (slots[i], slotIds[i]) = (word, id);
        used++;
    }

    private void Grow()
    {
        (string?[] oldSlots, int[] oldIds) = (slots, slotIds);
        (slots, slotIds, used) = (new string?[oldSlots.Length * 2], new int[oldIds.Length * 2], 0);
        for (int i = 0; i < oldSlots.Length; i++)
        {
            if (oldSlots[i] is { } word)
            {
                Insert(word, oldIds[i]);
            }
        }
    }

    private static uint Hash(ReadOnlySpan<char> word)
    {
        uint hash = 2166136261;
        foreach (char c in word)
        {
            hash = (hash ^ c) * 16777619;
        }

        return hash ^ (hash >> 15);
    }
}
