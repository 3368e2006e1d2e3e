using System.Buffers;

namespace MedClip.Models;

/// <summary>
/// CLIP's byte-pair tokenizer (https://github.com/openai/CLIP/blob/main/clip/simple_tokenizer.py): words by a regular expression, bytes of a word
/// merged by rank. A text is start, its tokens, end; one that is too long keeps its head and the end. Thread-safe; ids are made without allocation
/// per token, but for words that are met for the first time.
/// </summary>
public sealed class ClipTokenizer : ITextTokenizer
{
    private readonly ClipPairs pairs = new();
    private readonly ClipWordCache cache = new();
    private readonly Lazy<string[]> tokens;
    private readonly ClipMerges source;
    private readonly bool special;

    /// <summary>Creates a tokenizer.</summary>
    /// <param name="merges">The merges; the published ones when null.</param>
    /// <param name="specialTokensInText">
    /// Whether <c>&lt;start_of_text&gt;</c> and <c>&lt;end_of_text&gt;</c> written in a text become the special tokens, as the reference does. Off by default:
    /// a report must not be able to inject them.
    /// </param>
    /// <exception cref="InvalidInputException">A merge names a piece that no earlier merge made.</exception>
    public ClipTokenizer(ClipMerges? merges = null, bool specialTokensInText = false)
    {
        source = merges ?? ClipMerges.Published;
        special = specialTokensInText;
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        (int[] byteIds, char[] letters) = (ClipAlphabet.Ids(), ClipAlphabet.Letters());
        for (int b = 0; b < ClipAlphabet.Bytes; b++)
        {
            ids.Add(letters[b].ToString(), byteIds[b]);
            ids.Add($"{letters[b]}</w>", byteIds[b] + ClipAlphabet.Bytes);
        }

        for (int rank = 0; rank < source.Lines.Count; rank++)
        {
            string[] pair = source.Lines[rank].Split(' ');
            if (!ids.TryGetValue(pair[0], out int left) || !ids.TryGetValue(pair[1], out int right))
            {
                throw InvalidInputException.At("merges", $"line {rank + 1}", $"'{source.Lines[rank]}' merges a piece that does not exist yet.");
            }

            int id = (2 * ClipAlphabet.Bytes) + rank;
            pairs.Add(left, right, id);
            ids.TryAdd(pair[0] + pair[1], id);
        }

        StartId = (2 * ClipAlphabet.Bytes) + source.Lines.Count;
        tokens = new Lazy<string[]>(() => Tokens(ids));
        Facts = new TokenizerFacts("clip-bpe", source.Sha256, VocabularySize, LowerCase: true, specialTokensInText);
    }

    /// <summary>The id that begins a text.</summary>
    public int StartId { get; }

    /// <summary>The id that ends a text: the highest, by which CLIP finds the place to pool.</summary>
    public int EndId => StartId + 1;

    /// <inheritdoc/>
    public int VocabularySize => EndId + 1;

    /// <inheritdoc/>
    public TokenizerFacts Facts { get; }

    /// <summary>The ids of a text, start and end included, not truncated.</summary>
    /// <param name="text">A text; lone surrogates count as U+FFFD.</param>
    public IReadOnlyList<int> Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. Tokenize(text).Tokens.Select(token => token.Id)];
    }

    /// <summary>Encodes one text: start, its tokens, end; truncated to the destination by keeping the first tokens and then the end.</summary>
    /// <param name="text">A text; lone surrogates count as U+FFFD.</param>
    /// <param name="ids">Receives at least 2 ids.</param>
    /// <returns>How many were written.</returns>
    public int Encode(ReadOnlySpan<char> text, Span<int> ids)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ids.Length, 2);
        char[] cleaned = ArrayPool<char>.Shared.Rent(ClipTextCleaning.Room(text));
        var sink = new IdSink(ids[1..^1]);
        ids[0] = StartId;
        Run(cleaned.AsSpan(0, ClipTextCleaning.Clean(text, cleaned)), ref sink);
        ArrayPool<char>.Shared.Return(cleaned);
        ids[sink.Count + 1] = EndId;
        return sink.Count + 2;
    }

    /// <summary>The tokens of a text with their places in the cleaned text, start and end included, not truncated.</summary>
    /// <param name="text">A text; lone surrogates count as U+FFFD.</param>
    /// <returns>The cleaned text that the places count in, and the tokens.</returns>
    public (string Cleaned, IReadOnlyList<TextToken> Tokens) Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var cleaned = new char[ClipTextCleaning.Room(text)];
        int length = ClipTextCleaning.Clean(text, cleaned);
        var sink = new ListSink([new TextToken(StartId, 0, 0)]);
        Run(cleaned.AsSpan(0, length), ref sink);
        sink.Tokens.Add(new TextToken(EndId, 0, 0));
        return (new string(cleaned, 0, length), sink.Tokens);
    }

    /// <inheritdoc/>
    public TokenBatch Encode(IReadOnlyList<string> texts, int maxLength)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLength, 2);
        int[] row = ArrayPool<int>.Shared.Rent(maxLength);
        int[][] rows = [.. texts.Select(text => row[..Encode(text.AsSpan(), row.AsSpan(0, maxLength))])];
        ArrayPool<int>.Shared.Return(row);
        return TokenRows.Pad(rows, rows.Length == 0 ? 0 : rows.Max(ids => ids.Length), 0);
    }

    /// <summary>The text of a token, e.g. <c>lungs&lt;/w&gt;</c>.</summary>
    /// <param name="id">An id.</param>
    public string TokenOf(int id) => tokens.Value[id];

    /// <inheritdoc/>
    public void SaveVocabulary(Stream stream) => source.Save(stream);

    private void Run<TSink>(ReadOnlySpan<char> cleaned, ref TSink sink)
        where TSink : ITokenSink, allows ref struct
    {
        var words = new ClipWords(cleaned, special);
        while (words.MoveNext())
        {
            bool more = words.Special >= 0
                ? sink.Add(StartId + words.Special, words.Start, words.End)
                : cache.Find(words.Word, out int place) is { } ids ? Add(ids, words.Start, words.End, ref sink)
                : AddMerged(words.Word, place, words.Start, ref sink);
            if (!more)
            {
                return;
            }
        }
    }

    private bool AddMerged<TSink>(ReadOnlySpan<char> word, int place, int start, ref TSink sink)
        where TSink : ITokenSink, allows ref struct
    {
        int[] room = ArrayPool<int>.Shared.Rent(3 * word.Length);
        ReadOnlySpan<int> ids = room.AsSpan(0, pairs.Merge(word, room));
        if (place >= 0)
        {
            cache.Keep(place, word, ids);
        }

        bool more = Add(ids, start, start + word.Length, ref sink);
        ArrayPool<int>.Shared.Return(room);
        return more;
    }

    private static bool Add<TSink>(ReadOnlySpan<int> ids, int start, int end, ref TSink sink)
        where TSink : ITokenSink, allows ref struct
    {
        foreach (int id in ids)
        {
            if (!sink.Add(id, start, end))
            {
                return false;
            }
        }

        return true;
    }

    private string[] Tokens(Dictionary<string, int> ids)
    {
        var result = new string[VocabularySize];
        foreach ((string token, int id) in ids)
        {
            result[id] = token;
        }

        (result[StartId], result[EndId]) = (ClipWords.SpecialTokens[0], ClipWords.SpecialTokens[1]);
        return result;
    }
}
