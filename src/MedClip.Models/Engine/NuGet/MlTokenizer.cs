using Microsoft.ML.Tokenizers;

namespace MedClip.Models;

/// <summary>
/// Microsoft.ML.Tokenizers' BERT tokenizer behind our interface. Special tokens written in a text need our own tokenizer, which decides
/// about them before any piece is looked up; so do ids that must be exact to the reference for characters newer than its tables.
/// </summary>
internal sealed class MlTokenizer : ITextTokenizer
{
    private readonly Vocabulary vocabulary;
    private readonly BertTokenizer tokenizer;

    public MlTokenizer(Vocabulary vocabulary, WordPieceOptions options)
    {
        if (options.SpecialTokensInText)
        {
            throw new InvalidInputException("Microsoft.ML.Tokenizers does not split special tokens out of a text; use WordPieceTokenizer for that.");
        }

        this.vocabulary = vocabulary;
        using var stream = new MemoryStream();
        vocabulary.Save(stream);
        stream.Position = 0;
        tokenizer = BertTokenizer.Create(stream, new BertOptions
        {
            LowerCaseBeforeTokenization = options.LowerCase,
            RemoveNonSpacingMarks = options.LowerCase,
            IndividuallyTokenizeCjk = true,
            ApplyBasicTokenization = true,
        });
        Facts = new TokenizerFacts("wordpiece", vocabulary.Sha256, vocabulary.Tokens.Count, options.LowerCase, SpecialTokensInText: false);
    }

    public int VocabularySize => vocabulary.Tokens.Count;

    public TokenizerFacts Facts { get; }

    public TokenBatch Encode(IReadOnlyList<string> texts, int maxLength)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLength, 2);
        int[][] rows = [.. texts.Select(text => Row(text, maxLength))];
        return TokenRows.Pad(rows, rows.Length == 0 ? 0 : rows.Max(row => row.Length), tokenizer.PaddingTokenId);
    }

    public void SaveVocabulary(Stream stream) => vocabulary.Save(stream);

    private int[] Row(string text, int maxLength)
    {
        IReadOnlyList<int> ids = tokenizer.EncodeToIds(text, addSpecialTokens: true);
        return ids.Count <= maxLength ? [.. ids] : [.. ids.Take(maxLength - 1), tokenizer.SeparatorTokenId];
    }
}
