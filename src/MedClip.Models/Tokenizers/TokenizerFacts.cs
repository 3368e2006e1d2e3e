namespace MedClip.Models;

/// <summary>What a manifest says of a tokenizer.</summary>
/// <param name="Kind">The algorithm: <c>wordpiece</c>, or <c>clip-bpe</c>, whose vocabulary is a list of merges.</param>
/// <param name="VocabularySha256">SHA-256 of the vocabulary as <see cref="ITextTokenizer.SaveVocabulary"/> writes it, lower-case hexadecimal.</param>
/// <param name="VocabularySize">Number of ids.</param>
/// <param name="LowerCase">Whether accents are stripped and letters lower-cased.</param>
/// <param name="SpecialTokensInText">Whether <c>[SEP]</c> written in a text becomes the special token.</param>
public sealed record TokenizerFacts(string Kind, string VocabularySha256, int VocabularySize, bool LowerCase, bool SpecialTokensInText);
