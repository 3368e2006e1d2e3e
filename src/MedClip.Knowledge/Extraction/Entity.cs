namespace MedClip.Knowledge;

/// <summary>A concept found in a sentence, not yet asserted or denied.</summary>
/// <param name="Label">Place of its finding in <see cref="IEntityExtractor.Labels"/>; −1 for a concept that only rules "No Finding" out.</param>
/// <param name="Term">The term that was found.</param>
/// <param name="First">Index of its first token.</param>
/// <param name="End">Index just behind its last token.</param>
/// <param name="Words">Bit i is set when token <c>First + i</c> is a word of the term; the others stand in its gaps.</param>
public readonly record struct Entity(int Label, LexiconTerm Term, int First, int End, ulong Words)
{
    /// <summary>Whether a token is one of the term's own words.</summary>
    /// <param name="token">Index of a token.</param>
    public bool Owns(int token) => token >= First && token < End && (token - First > 63 || ((Words >> (token - First)) & 1) != 0);
}
