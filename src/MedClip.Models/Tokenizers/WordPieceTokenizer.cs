using System.Buffers;
using System.Runtime.CompilerServices;

namespace MedClip.Models;

/// <summary>
/// BERT's WordPiece tokenizer (https://arxiv.org/abs/1810.04805, section 3; pieces: https://arxiv.org/abs/1609.08144, section 4.1), exact to
/// Hugging Face's fast tokenizer: cleaning, ideographs apart, accents and case, punctuation apart, greedy longest match. Thread-safe;
/// ids are made without allocation per token.
/// </summary>
public sealed class WordPieceTokenizer : ITextTokenizer
{
    private readonly PieceTrie lookup;
    private readonly (string Token, int Id)[] special;
    private readonly int unknown;
    private readonly int begin;
    private readonly int end;
    private readonly int padding;

    /// <summary>Creates a tokenizer.</summary>
    /// <param name="vocabulary">The vocabulary.</param>
    /// <param name="options">Lower-casing and special tokens; defaults when null.</param>
    public WordPieceTokenizer(Vocabulary vocabulary, WordPieceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        Vocabulary = vocabulary;
        Options = options ?? new WordPieceOptions();
        lookup = new PieceTrie(vocabulary.Tokens);
        special = [.. Vocabulary.SpecialTokens.Select(token => (token, vocabulary.IdOf(token))).Where(t => t.Item2 >= 0)];
        unknown = vocabulary.IdOf("[UNK]");
        begin = vocabulary.IdOf("[CLS]");
        end = vocabulary.IdOf("[SEP]");
        padding = vocabulary.IdOf("[PAD]");
        Facts = new TokenizerFacts("wordpiece", vocabulary.Sha256, vocabulary.Tokens.Count, Options.LowerCase, Options.SpecialTokensInText);
    }

    /// <summary>The vocabulary.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>Lower-casing and special tokens.</summary>
    public WordPieceOptions Options { get; }

    /// <inheritdoc/>
    public int VocabularySize => Vocabulary.Tokens.Count;

    /// <inheritdoc/>
    public TokenizerFacts Facts { get; }

    /// <summary>Reads a <c>vocab.txt</c> and creates a tokenizer.</summary>
    /// <param name="path">UTF-8 text, one token a line.</param>
    /// <param name="options">Lower-casing and special tokens; defaults when null.</param>
    /// <exception cref="InvalidInputException">The file is no vocabulary, e.g. lacks [UNK]; see <see cref="Vocabulary.Load"/>.</exception>
    public static WordPieceTokenizer FromVocabulary(string path, WordPieceOptions? options = null) => new(Vocabulary.Load(path), options);

    /// <summary>Builds a vocabulary from texts and creates a tokenizer; the same texts give the same vocabulary, in any order.</summary>
    /// <param name="corpus">Sentences or reports.</param>
    /// <param name="size">The most tokens; the vocabulary is smaller when the texts hold fewer repeated pieces.</param>
    /// <param name="options">Lower-casing and special tokens; defaults when null.</param>
    public static WordPieceTokenizer Build(IEnumerable<string> corpus, int size = 4096, WordPieceOptions? options = null)
    {
        WordPieceOptions chosen = options ?? new WordPieceOptions();
        return new WordPieceTokenizer(new WordPieceTrainer(chosen.LowerCase).Train(corpus, size), chosen);
    }

    /// <summary>Encodes one text: [CLS], its tokens, [SEP]; truncated to the destination by keeping the first tokens and then [SEP].</summary>
    /// <param name="text">A text.</param>
    /// <param name="ids">Receives at least 2 ids.</param>
    /// <returns>How many were written.</returns>
    public int Encode(ReadOnlySpan<char> text, Span<int> ids)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ids.Length, 2);
        var sink = new IdSink(ids[1..^1]);
        ids[0] = begin;
        Run(text, ref sink);
        ids[sink.Count + 1] = end;
        return sink.Count + 2;
    }

    /// <inheritdoc/>
    public TokenBatch Encode(IReadOnlyList<string> texts, int maxLength)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLength, 2);
        int[] row = ArrayPool<int>.Shared.Rent(maxLength);
        int[]?[] rows = new int[texts.Count][];
        int length = 0;
        for (int i = 0; i < texts.Count; i++)
        {
            int count = Encode(texts[i].AsSpan(), row.AsSpan(0, maxLength));
            rows[i] = row[..count];
            length = Math.Max(length, count);
        }

        ArrayPool<int>.Shared.Return(row);
        return TokenRows.Pad(rows!, length, padding);
    }

    /// <summary>The tokens of a text with their places, [CLS] and [SEP] included, not truncated.</summary>
    /// <param name="text">A text.</param>
    public IReadOnlyList<TextToken> Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sink = new ListSink([new TextToken(begin, 0, 0)]);
        Run(text, ref sink);
        sink.Tokens.Add(new TextToken(end, 0, 0));
        return sink.Tokens;
    }

    /// <inheritdoc/>
    public void SaveVocabulary(Stream stream) => Vocabulary.Save(stream);

    private void Run<TSink>(ReadOnlySpan<char> text, ref TSink sink)
        where TSink : ITokenSink, allows ref struct
    {
        if (!Options.SpecialTokensInText)
        {
            RunOrdinary(text, 0, ref sink);
            return;
        }

        int from = 0;
        for (int at = 0; at < text.Length; at++)
        {
            if (text[at] != '[' || SpecialAt(text[at..]) is not { Id: >= 0 } found)
            {
                continue;
            }

            if (!RunOrdinary(text[from..at], from, ref sink) || !sink.Add(found.Id, at, at + found.Length))
            {
                return;
            }

            from = at + found.Length;
            at = from - 1;
        }

        RunOrdinary(text[from..], from, ref sink);
    }

    private (int Id, int Length) SpecialAt(ReadOnlySpan<char> text)
    {
        foreach ((string token, int id) in special)
        {
            if (text.StartsWith(token, StringComparison.Ordinal))
            {
                return (id, token.Length);
            }
        }

        return (-1, 0);
    }

    [SkipLocalsInit]
    private bool RunOrdinary<TSink>(ReadOnlySpan<char> text, int offset, ref TSink sink)
        where TSink : ITokenSink, allows ref struct
    {
        Span<char> word = stackalloc char[WordScanner.BufferLength];
        Span<int> starts = stackalloc int[WordScanner.BufferLength];
        Span<int> ends = stackalloc int[WordScanner.BufferLength];
        Span<(int Id, int From, int To)> pieces = stackalloc (int, int, int)[WordScanner.BufferLength];
        var words = new WordScanner(text, Options.LowerCase, word, starts, ends);
        while (words.MoveNext())
        {
            int count = words.TooLong ? 0 : Split(words.Word, pieces);
            if (count == 0)
            {
                if (!sink.Add(unknown, offset + words.Start, offset + words.End))
                {
                    return false;
                }

                continue;
            }

            foreach ((int id, int from, int to) in pieces[..count])
            {
                if (!sink.Add(id, offset + words.StartOf(from), offset + words.EndOf(to - 1)))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Splits a word into pieces; 0 when a rest fits none, for then the whole word is [UNK].</summary>
    private int Split(ReadOnlySpan<char> word, Span<(int Id, int From, int To)> pieces)
    {
        int count = 0;
        for (int from = 0; from < word.Length;)
        {
            int length = lookup.Match(from == 0 ? PieceTrie.Initial : lookup.Continuing, word[from..], out int id);
            if (length == 0)
            {
                return 0;
            }

            pieces[count++] = (id, from, from + length);
            from += length;
        }

        return count;
    }
}
