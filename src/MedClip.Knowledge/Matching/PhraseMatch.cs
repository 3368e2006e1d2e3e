namespace MedClip.Knowledge;

/// <summary>A phrase found in a text.</summary>
/// <param name="First">Index of its first token.</param>
/// <param name="End">Index just behind its last token.</param>
/// <param name="Words">Bit i is set when token <c>First + i</c> belongs to the phrase; the others stand in its gaps.</param>
/// <param name="Node">The end of the phrase in the automaton, which knows what it stands for.</param>
internal readonly record struct PhraseMatch(int First, int End, ulong Words, int Node)
{
    public bool HasGap => Words != ulong.MaxValue >> (64 - (End - First));

    /// <summary>The words of this match as bits counted from another first token; 0 when they don't overlap within 64 tokens.</summary>
    public ulong WordsFrom(int first)
    {
        int shift = First - first;
        return shift >= 0 ? (shift < 64 ? Words << shift : 0) : (shift > -64 ? Words >> -shift : 0);
    }

    /// <summary>Whether every word of this match is a word of a longer one.</summary>
    public bool IsPartOf(in PhraseMatch longer) =>
        First >= longer.First && End <= longer.End && (First != longer.First || Words != longer.Words) && (WordsFrom(longer.First) & ~longer.Words) == 0;
}
