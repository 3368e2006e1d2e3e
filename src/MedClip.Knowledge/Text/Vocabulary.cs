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
    private static readonly byte[] PunctuationIds = [.. Enumerable.Range(0, 128).Select(c => (byte)(Punctuation.IndexOf((char)c, StringComparison.Ordinal) + 1))];

    private readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);
    private readonly List<string> names = ["", ".", ",", ";", ":", "?", "(", ")", "/", "-", "#", "xxxx"];
    private Slot[] slots = new Slot[1024];
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
    internal void TolerateMisspellings() => spelling = SpellingIndex.Build([.. slots.Where(slot => slot.Word is not null).Select(slot => (slot.Word!, slot.Id))]);

    /// <summary>The number of a punctuation mark, or <see cref="Unknown"/>.</summary>
    internal static int OfPunctuation(char c) => c < PunctuationIds.Length ? PunctuationIds[c] : Unknown;

    /// <summary>The number of a word, or <see cref="Unknown"/>.</summary>
    /// <param name="lower">The word in lower case.</param>
    public int Find(ReadOnlySpan<char> lower) => Find(lower, Hash(lower));

    /// <summary>The same for a word whose hash was made letter by letter.</summary>
    internal int Find(ReadOnlySpan<char> lower, uint hash)
    {
        Slot[] all = slots;
        for (int i = Place(hash, all.Length); all[i] is { Word: { } word } slot; i = (i + 1) & (all.Length - 1))
        {
            if (slot.Hash == hash && lower.SequenceEqual(word))
            {
                return slot.Id;
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

        uint hash = Hash(word);
        int i = Place(hash, slots.Length);
        for (; slots[i].Word is { } other; i = (i + 1) & (slots.Length - 1))
        {
            if (other == word)
            {
                return;
            }
        }

        slots[i] = new Slot(word, hash, id);
        used++;
    }

    private void Grow()
    {
        Slot[] old = slots;
        (slots, used) = (new Slot[old.Length * 2], 0);
        foreach (Slot slot in old)
        {
            if (slot.Word is { } word)
            {
                Insert(word, slot.Id);
            }
        }
    }

    /// <summary>The hash of a word without letters; FNV-1a, the letters added by <see cref="Hash(uint, char)"/>.</summary>
    internal const uint HashOfNothing = 2166136261;

    internal static uint Hash(uint hash, char letter) => (hash ^ letter) * 16777619;

    private static uint Hash(ReadOnlySpan<char> word)
    {
        uint hash = HashOfNothing;
        foreach (char c in word)
        {
            hash = Hash(hash, c);
        }

        return hash;
    }

    private static int Place(uint hash, int slots) => (int)(hash ^ (hash >> 15)) & (slots - 1);

    private readonly record struct Slot(string? Word, uint Hash, int Id);
}
