using System.Buffers;
using System.Globalization;
using System.Text;

namespace MedClip.Models;

/// <summary>
/// CLIP's byte-pair tokenizer (https://github.com/openai/CLIP/blob/main/clip/simple_tokenizer.py): words by a regular expression, bytes of a word
/// merged by rank. A text is start, its tokens, end; one that is too long keeps its head and the end. Thread-safe.
/// </summary>
public sealed class ClipTokenizer : ITextTokenizer
{
    private const int Bytes = 256;
    private const int MostCached = 65_536;
    private static readonly string[] SpecialTokens = ["<start_of_text>", "<end_of_text>"];
    private static readonly string[] Contractions = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"];
    private readonly int[] byteIds = ByteIds();
    private readonly Dictionary<(int Left, int Right), int> merges = [];
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, int[]> cache = new(StringComparer.Ordinal);
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
        char[] letters = ByteLetters();
        for (int b = 0; b < Bytes; b++)
        {
            ids.Add(letters[b].ToString(), byteIds[b]);
            ids.Add($"{letters[b]}</w>", byteIds[b] + Bytes);
        }

        for (int rank = 0; rank < source.Lines.Count; rank++)
        {
            string[] pair = source.Lines[rank].Split(' ');
            if (!ids.TryGetValue(pair[0], out int left) || !ids.TryGetValue(pair[1], out int right))
            {
                throw InvalidInputException.At("merges", $"line {rank + 1}", $"'{source.Lines[rank]}' merges a piece that does not exist yet.");
            }

            int id = (2 * Bytes) + rank;
            this.merges.TryAdd((left, right), id);
            ids.TryAdd(pair[0] + pair[1], id);
        }

        StartId = (2 * Bytes) + source.Lines.Count;
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

    /// <summary>The tokens of a text with their places in the cleaned text, start and end included, not truncated.</summary>
    /// <param name="text">A text; lone surrogates count as U+FFFD.</param>
    /// <returns>The cleaned text that the places count in, and the tokens.</returns>
    public (string Cleaned, IReadOnlyList<TextToken> Tokens) Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string cleaned = ClipTextCleaning.Clean(text);
        var result = new List<TextToken> { new(StartId, 0, 0) };
        for (int at = 0; at < cleaned.Length;)
        {
            int length = NextWord(cleaned, at, out int specialId);
            if (specialId >= 0)
            {
                result.Add(new TextToken(specialId, at, at + length));
            }
            else if (length > 0)
            {
                Add(result, cleaned, at, length);
            }

            at += Math.Max(length, 1);
        }

        result.Add(new TextToken(EndId, 0, 0));
        return (cleaned, result);
    }

    /// <inheritdoc/>
    public TokenBatch Encode(IReadOnlyList<string> texts, int maxLength)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLength, 2);
        int[][] rows = [.. texts.Select(text => Truncate(Encode(text), maxLength))];
        return TokenRows.Pad(rows, rows.Length == 0 ? 0 : rows.Max(row => row.Length), 0);
    }

    /// <summary>The text of a token, e.g. <c>lungs&lt;/w&gt;</c>.</summary>
    /// <param name="id">An id.</param>
    public string TokenOf(int id) => tokens.Value[id];

    /// <inheritdoc/>
    public void SaveVocabulary(Stream stream) => source.Save(stream);

    private int[] Truncate(IReadOnlyList<int> ids, int maxLength) => ids.Count <= maxLength ? [.. ids] : [.. ids.Take(maxLength - 1), EndId];

    private void Add(List<TextToken> result, string text, int at, int length)
    {
        string word = text.Substring(at, length);
        if (!cache.TryGetValue(word, out int[]? ids))
        {
            ids = Merge(word);
            if (cache.Count < MostCached && length <= 64)
            {
                cache.TryAdd(word, ids);
            }
        }

        Array.ForEach(ids, id => result.Add(new TextToken(id, at, at + length)));
    }

    // start|end|'s|'t|'re|'ve|'m|'ll|'d|\p{L}+|\p{N}|[^\s\p{L}\p{N}]+
    private int NextWord(string text, int at, out int specialId)
    {
        specialId = -1;
        if (special && text[at] == '<')
        {
            for (int i = 0; i < SpecialTokens.Length; i++)
            {
                if (text.AsSpan(at).StartsWith(SpecialTokens[i], StringComparison.Ordinal))
                {
                    specialId = StartId + i;
                    return SpecialTokens[i].Length;
                }
            }
        }

        if (text[at] == '\'' && Array.Find(Contractions, end => text.AsSpan(at).StartsWith(end, StringComparison.Ordinal)) is { } contraction)
        {
            return contraction.Length;
        }

        WordClass first = Classify(text, at, out int units);
        if (first is WordClass.Space or WordClass.Number)
        {
            return first == WordClass.Space ? 0 : units;
        }

        int end = at + units;
        while (end < text.Length && Classify(text, end, out int next) == first)
        {
            end += next;
        }

        return end - at;
    }

    private static WordClass Classify(string text, int at, out int units)
    {
        bool valid = Rune.TryGetRuneAt(text, at, out Rune rune);
        units = valid ? rune.Utf16SequenceLength : 1;
        if (!valid)
        {
            return WordClass.Other;
        }

        if (rune.IsBmp && ClipTextCleaning.IsSpace((char)rune.Value))
        {
            return WordClass.Space;
        }

        // The reference ignores case, by which the iota below a letter (U+0345) is a letter to be excluded and none to be matched: it is passed over.
        return rune.Value == 0x345 ? WordClass.Space : Rune.GetUnicodeCategory(rune) switch
        {
            <= UnicodeCategory.OtherLetter => WordClass.Letter,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => WordClass.Number,
            _ => WordClass.Other,
        };
    }

    /// <summary>Merges the bytes of a word, always the pair of the lowest rank first.</summary>
    private int[] Merge(string word)
    {
        byte[] utf8 = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(word.Length));
        int count = Encoding.UTF8.GetBytes(word, utf8);
        var symbols = new LinkedSymbols(count);
        for (int i = 0; i < count; i++)
        {
            symbols.Ids[i] = byteIds[utf8[i]] + (i == count - 1 ? Bytes : 0);
        }

        ArrayPool<byte>.Shared.Return(utf8);
        var queue = new PriorityQueue<(int At, int Left, int Right), (int Id, int At)>();
        for (int i = 0; i + 1 < count; i++)
        {
            Offer(queue, symbols, i);
        }

        while (queue.TryDequeue(out (int At, int Left, int Right) pair, out (int Id, int At) priority))
        {
            int next = symbols.Next[pair.At];
            if (symbols.Ids[pair.At] != pair.Left || next >= count || symbols.Ids[next] != pair.Right)
            {
                continue;   // one of the two was merged meanwhile
            }

            symbols.Join(pair.At, priority.Id);
            Offer(queue, symbols, pair.At);
            if (symbols.Previous[pair.At] >= 0)
            {
                Offer(queue, symbols, symbols.Previous[pair.At]);
            }
        }

        return symbols.ToArray();
    }

    private void Offer(PriorityQueue<(int At, int Left, int Right), (int Id, int At)> queue, LinkedSymbols symbols, int at)
    {
        int next = symbols.Next[at];
        if (next < symbols.Ids.Length && merges.TryGetValue((symbols.Ids[at], symbols.Ids[next]), out int id))
        {
            queue.Enqueue((at, symbols.Ids[at], symbols.Ids[next]), (id, at));
        }
    }

    private string[] Tokens(Dictionary<string, int> ids)
    {
        var result = new string[VocabularySize];
        foreach ((string token, int id) in ids)
        {
            result[id] = token;
        }

        (result[StartId], result[EndId]) = (SpecialTokens[0], SpecialTokens[1]);
        return result;
    }

    /// <summary>CLIP numbers the printable bytes first, in order, then the rest.</summary>
    private static int[] ByteIds()
    {
        var ids = new int[Bytes];
        int next = 0;
        for (int pass = 0; pass < 2; pass++)
        {
            for (int b = 0; b < Bytes; b++)
            {
                if (IsPrintable(b) == (pass == 0))
                {
                    ids[b] = next++;
                }
            }
        }

        return ids;
    }

    /// <summary>The letter that stands for a byte in the merges: itself when printable, else one from U+0100 on.</summary>
    private static char[] ByteLetters()
    {
        var letters = new char[Bytes];
        int next = Bytes;
        for (int b = 0; b < Bytes; b++)
        {
            letters[b] = IsPrintable(b) ? (char)b : (char)next++;
        }

        return letters;
    }

    private static bool IsPrintable(int b) => b is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);

    private enum WordClass
    {
        Space,
        Letter,
        Number,
        Other,
    }

    /// <summary>Symbols of a word as a list in which two neighbours can become one.</summary>
    private sealed class LinkedSymbols(int count)
    {
        public int[] Ids { get; } = new int[count];

        public int[] Next { get; } = [.. Enumerable.Range(1, count)];

        public int[] Previous { get; } = [.. Enumerable.Range(-1, count)];

        public void Join(int at, int id)
        {
            int gone = Next[at];
            Ids[at] = id;
            Ids[gone] = -1;
            Next[at] = Next[gone];
            if (Next[at] < count)
            {
                Previous[Next[at]] = at;
            }
        }

        public int[] ToArray() => [.. Ids.Where(id => id >= 0)];
    }
}
