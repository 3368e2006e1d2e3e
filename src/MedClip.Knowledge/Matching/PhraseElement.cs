namespace MedClip.Knowledge;

/// <summary>One step of an expanded pattern: a word, or room for other words.</summary>
/// <param name="Word">The word or punctuation mark; null for a gap.</param>
/// <param name="Gap">How many words may stand here; 0 for a word.</param>
/// <param name="CrossesCommas">Whether the gap may hold commas.</param>
internal readonly record struct PhraseElement(string? Word, int Gap, bool CrossesCommas)
{
    public static PhraseElement OfWord(string word) => new(word, 0, false);
}
