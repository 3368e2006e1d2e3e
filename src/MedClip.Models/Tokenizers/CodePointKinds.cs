namespace MedClip.Models;

/// <summary>What the tokenizer does with a code point; none: an ordinary character of a word.</summary>
[Flags]
internal enum CodePointKinds : byte
{
    None = 0,

    /// <summary>Vanishes and glues its neighbours: controls, format characters, private use.</summary>
    Dropped = 1,

    /// <summary>Ends a word.</summary>
    Space = 2,

    /// <summary>Is a word by itself: Chinese characters.</summary>
    Ideograph = 4,

    /// <summary>Is a word by itself.</summary>
    Punctuation = 8,

    /// <summary>Vanishes when accents are stripped.</summary>
    Mark = 16,
}

/// <summary>What the tokenizer does with a character of ASCII.</summary>
internal enum AsciiKind : byte
{
    /// <summary>An ordinary character of a word.</summary>
    Word,

    /// <summary>Ends a word.</summary>
    Space,

    /// <summary>Is a word by itself.</summary>
    Punctuation,

    /// <summary>Needs the long way: it vanishes and glues its neighbours.</summary>
    Other,
}
