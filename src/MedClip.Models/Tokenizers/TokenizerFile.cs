namespace MedClip.Models;

/// <summary>Opens the tokenizer that a checkpoint's manifest describes.</summary>
internal static class TokenizerFile
{
    /// <param name="path">The vocabulary beside the weights: tokens for <c>wordpiece</c>, merges for <c>clip-bpe</c>.</param>
    /// <param name="facts">What the manifest says.</param>
    /// <returns>The tokenizer, or null when the kind is unknown.</returns>
    public static ITextTokenizer? Open(string path, TokenizerFacts facts) => facts.Kind switch
    {
        "wordpiece" => WordPieceTokenizer.FromVocabulary(path, new WordPieceOptions { LowerCase = facts.LowerCase, SpecialTokensInText = facts.SpecialTokensInText }),
        "clip-bpe" => new ClipTokenizer(ClipMerges.Load(path), facts.SpecialTokensInText),
        _ => null,
    };
}
