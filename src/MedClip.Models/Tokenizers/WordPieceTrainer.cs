namespace MedClip.Models;

/// <summary>
/// Builds a WordPiece vocabulary from texts by merging the most frequent pair of neighbouring pieces until the vocabulary is full or no
/// pair occurs twice (byte-pair merges: https://arxiv.org/abs/1508.07909, algorithm 1). Ties go to the pair that sorts first, so the same
/// texts give the same vocabulary. All letters, digits and punctuation of ASCII are in it, so that a new word is spelt, not [UNK].
/// </summary>
/// <param name="lowerCase">Whether texts are lower-cased as the tokenizer will.</param>
internal sealed class WordPieceTrainer(bool lowerCase)
{
    private const int MaximumAlphabet = 1000;

    private readonly List<string> pieces = [];
    private readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Left, int Right), long> pairCounts = [];
    private readonly Dictionary<(int Left, int Right), HashSet<int>> pairWords = [];
    private PriorityQueue<(int Left, int Right), (long Count, string Text)> queue = null!;

    public Vocabulary Train(IEnumerable<string> corpus, int size)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        (string Word, long Count)[] words = CountWords(corpus);
        AddAlphabet(words);
        int least = Vocabulary.SpecialTokens.Length + pieces.Count;
        if (size < least)
        {
            throw new ArgumentOutOfRangeException(nameof(size), size, $"These texts need a vocabulary of at least {least} tokens, one for each character.");
        }

        // A word with a character beyond the alphabet is left out: its pieces could not be spelt.
        (int[] Symbols, long Count)[] spelt = [.. words.Select(w => (Spell(w.Word), w.Count)).Where(w => w.Item1.Length > 0)];
        queue = new(Comparer<(long Count, string Text)>.Create(
            (x, y) => x.Count != y.Count ? y.Count.CompareTo(x.Count) : string.CompareOrdinal(x.Text, y.Text)));
        var changed = new HashSet<(int, int)>();
        for (int i = 0; i < spelt.Length; i++)
        {
            Count(spelt[i].Symbols, spelt[i].Count, i, changed);
        }

        Enqueue(changed);
        while (pieces.Count + Vocabulary.SpecialTokens.Length < size && NextPair() is { } pair)
        {
            Merge(pair, spelt);
        }

        return Vocabulary.Of(Vocabulary.SpecialTokens.Concat(pieces));
    }

    private (string Word, long Count)[] CountWords(IEnumerable<string> corpus)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        var buffer = new char[WordScanner.BufferLength];
        var starts = new int[WordScanner.BufferLength];
        var ends = new int[WordScanner.BufferLength];
        foreach (string text in corpus)
        {
            var scanner = new WordScanner(text, lowerCase, buffer, starts, ends);
            while (scanner.MoveNext())
            {
                if (!scanner.TooLong)
                {
                    string word = scanner.Word.ToString();
                    counts[word] = counts.GetValueOrDefault(word) + 1;
                }
            }
        }

        return [.. counts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value))];
    }

    private void AddAlphabet((string Word, long Count)[] words)
    {
        for (char c = '!'; c <= '~'; c++)
        {
            if (lowerCase && char.IsAsciiLetterUpper(c))
            {
                continue;
            }

            AddPiece(c.ToString());
            if (char.IsAsciiLetterOrDigit(c))
            {
                AddPiece($"##{c}");
            }
        }

        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach ((string word, long count) in words)
        {
            foreach (string symbol in Characters(word))
            {
                counts[symbol] = counts.GetValueOrDefault(symbol) + count;
            }
        }

        foreach ((string symbol, _) in counts.OrderByDescending(p => p.Value).ThenBy(p => p.Key, StringComparer.Ordinal).Take(MaximumAlphabet))
        {
            AddPiece(symbol);
        }
    }

    private static IEnumerable<string> Characters(string word)
    {
        bool first = true;
        foreach (System.Text.Rune rune in word.EnumerateRunes())
        {
            yield return first ? rune.ToString() : $"##{rune}";
            first = false;
        }
    }

    private int[] Spell(string word)
    {
        var symbols = new List<int>(word.Length);
        foreach (string symbol in Characters(word))
        {
            if (!ids.TryGetValue(symbol, out int id))
            {
                return [];
            }

            symbols.Add(id);
        }

        return [.. symbols];
    }

    private int AddPiece(string piece)
    {
        if (!ids.TryGetValue(piece, out int id))
        {
            id = pieces.Count;
            ids.Add(piece, id);
            pieces.Add(piece);
        }

        return id;
    }

    private void Count(int[] symbols, long times, int word, HashSet<(int, int)> changed)
    {
        for (int i = 1; i < symbols.Length; i++)
        {
            (int, int) pair = (symbols[i - 1], symbols[i]);
            pairCounts[pair] = pairCounts.GetValueOrDefault(pair) + times;
            changed.Add(pair);
            if (!pairWords.TryGetValue(pair, out HashSet<int>? where))
            {
                pairWords.Add(pair, where = []);
            }

            where.Add(word);
        }
    }

    private void Enqueue(IEnumerable<(int Left, int Right)> pairs)
    {
        foreach ((int Left, int Right) pair in pairs)
        {
            if (pairCounts[pair] > 1)
            {
                queue.Enqueue(pair, (pairCounts[pair], $"{pieces[pair.Left]} {pieces[pair.Right]}"));
            }
        }
    }

    private (int Left, int Right)? NextPair()
    {
        while (queue.TryDequeue(out (int Left, int Right) pair, out (long Count, string Text) priority))
        {
            // Counts change after a pair was queued; a changed pair was queued again with its new count.
            if (pairCounts.GetValueOrDefault(pair) == priority.Count)
            {
                return pair;
            }
        }

        return null;
    }

    private void Merge((int Left, int Right) pair, (int[] Symbols, long Count)[] spelt)
    {
        string right = pieces[pair.Right];
        int merged = AddPiece(pieces[pair.Left] + (right.StartsWith("##", StringComparison.Ordinal) ? right[2..] : right));
        var changed = new HashSet<(int, int)>();
        foreach (int word in pairWords[pair].ToArray())
        {
            (int[] symbols, long count) = spelt[word];
            Count(symbols, -count, word, changed);
            spelt[word].Symbols = Replace(symbols, pair, merged);
            Count(spelt[word].Symbols, count, word, changed);
        }

        changed.Remove(pair);
        pairCounts.Remove(pair);
        pairWords.Remove(pair);
        Enqueue(changed);
    }

    private static int[] Replace(int[] symbols, (int Left, int Right) pair, int merged)
    {
        var result = new List<int>(symbols.Length);
        for (int i = 0; i < symbols.Length; i++)
        {
            bool match = i + 1 < symbols.Length && symbols[i] == pair.Left && symbols[i + 1] == pair.Right;
            result.Add(match ? merged : symbols[i]);
            i += match ? 1 : 0;
        }

        return [.. result];
    }
}
