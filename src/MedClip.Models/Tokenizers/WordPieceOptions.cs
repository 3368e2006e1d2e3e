namespace MedClip.Models;

/// <summary>How a <see cref="WordPieceTokenizer"/> treats text before it looks pieces up.</summary>
public sealed record WordPieceOptions
{
    /// <summary>
    /// Strip accents and lower-case each character. On by default, onto a cased vocabulary too: that is what the released MedCLIP does
    /// (Bio_ClinicalBERT carries no tokenizer settings, so BERT's default applies).
    /// </summary>
    public bool LowerCase { get; init; } = true;

    /// <summary>
    /// Whether <c>[CLS]</c>, <c>[SEP]</c>, <c>[PAD]</c>, <c>[UNK]</c> and <c>[MASK]</c> written in a text become the special tokens, as the
    /// reference does. Off by default: a report must not be able to inject them.
    /// </summary>
    public bool SpecialTokensInText { get; init; }
}
