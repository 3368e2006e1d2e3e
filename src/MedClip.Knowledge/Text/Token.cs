namespace MedClip.Knowledge;

/// <summary>What a token's surroundings look like; used to find the ends of sentences.</summary>
[Flags]
public enum TokenTraits
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>White space comes before.</summary>
    SpaceBefore = 1,

    /// <summary>A line break comes before.</summary>
    LineBefore = 2,

    /// <summary>An empty line comes before.</summary>
    BlankLineBefore = 4,

    /// <summary>The first letter is a capital.</summary>
    Capital = 8,
}

/// <summary>A word, number or punctuation mark of a text.</summary>
/// <param name="Start">Offset of its first character.</param>
/// <param name="Length">Number of characters.</param>
/// <param name="Id">Its number in the vocabulary.</param>
/// <param name="Traits">Its surroundings.</param>
public readonly record struct Token(int Start, int Length, int Id, TokenTraits Traits)
{
    /// <summary>Offset just behind the last character.</summary>
    public int End => Start + Length;

    internal bool Has(TokenTraits traits) => (Traits & traits) != 0;

    internal bool IsWord => Id is Vocabulary.Unknown or > Vocabulary.Dash;
}
