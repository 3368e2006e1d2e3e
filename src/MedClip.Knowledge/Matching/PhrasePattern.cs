namespace MedClip.Knowledge;

/// <summary>
/// The pattern language of lexicon and rules: words; <c>(a|b c)</c> one of these; <c>[a|b]</c> one of these or nothing;
/// <c>~</c> up to five other words, <c>~3</c> up to three, <c>~~</c> up to eight with commas and brackets between them; a gap may begin with a colon ("heart: enlarged"); a hyphen within a word counts as a space; <c>#</c> any number. A pattern is expanded into plain sequences.
/// </summary>
internal static class PhrasePattern
{
    private const int DefaultGap = 5, WideGap = 8, MostSequences = 8192, MostElements = 48;

    /// <summary>All sequences that a pattern stands for.</summary>
    /// <exception cref="FormatException">The pattern is not well formed; the message says where.</exception>
    public static List<PhraseElement[]> Expand(string pattern)
    {
        int at = 0;
        List<PhraseElement[]> sequences = ReadSequence(pattern.ToLowerInvariant(), ref at, depth: 0);
        if (at < pattern.Length)
        {
            throw new FormatException($"'{pattern[at]}' at character {at + 1} closes nothing.");
        }

        foreach (PhraseElement[] sequence in sequences)
        {
            if (sequence.Length == 0 || sequence[0].Word is null || sequence[^1].Word is null)
            {
                throw new FormatException("A pattern must begin and end with a word, also when its optional parts are left out.");
            }

            if (sequence.Length > MostElements)
            {
                throw new FormatException($"A pattern has at most {MostElements} words.");
            }
        }

        return sequences;
    }

    private static List<PhraseElement[]> ReadSequence(string text, ref int at, int depth)
    {
        List<PhraseElement[]> sequences = [[]];
        while (at < text.Length && text[at] is not (')' or ']' or '|'))
        {
            char c = text[at];
            if (char.IsWhiteSpace(c))
            {
                at++;
            }
            else if (c is '(' or '[')
            {
                sequences = Product(sequences, ReadAlternatives(text, ref at, depth + 1, optional: c == '['));
            }
            else if (c == '~')
            {
                sequences = Product(sequences, [[ReadGap(text, ref at)]]);
            }
            else
            {
                sequences = Product(sequences, [ReadWord(text, ref at)]);
            }
        }

        return sequences;
    }

    private static List<PhraseElement[]> ReadAlternatives(string text, ref int at, int depth, bool optional)
    {
        int open = at;
        char close = text[at++] == '(' ? ')' : ']';
        if (depth > 8)
        {
            throw new FormatException($"Brackets are nested too deep at character {open + 1}.");
        }

        List<PhraseElement[]> all = optional ? [[]] : [];
        while (true)
        {
            all.AddRange(ReadSequence(text, ref at, depth));
            if (at >= text.Length)
            {
                throw new FormatException($"The bracket at character {open + 1} is not closed.");
            }

            char c = text[at++];
            if (c == close)
            {
                return all;
            }

            if (c != '|')
            {
                throw new FormatException($"'{c}' at character {at} closes nothing.");
            }
        }
    }

    private static PhraseElement ReadGap(string text, ref int at)
    {
        at++;
        if (at < text.Length && text[at] == '~')
        {
            at++;
            return new PhraseElement(null, WideGap, CrossesCommas: true);
        }

        if (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            int gap = text[at++] - '0';
            return gap > 0 ? new PhraseElement(null, gap, false) : throw new FormatException("A gap of no words is no gap.");
        }

        return new PhraseElement(null, DefaultGap, false);
    }

    private static PhraseElement[] ReadWord(string text, ref int at)
    {
        int start = at;
        while (at < text.Length && char.IsLetterOrDigit(text[at]))
        {
            at++;
        }

        if (at > start)
        {
            string word = text[start..at];
            return word.AsSpan().IndexOfAnyExceptInRange('0', '9') >= 0
                ? [PhraseElement.OfWord(word)]
                : throw new FormatException($"'{word}': texts' numbers are all alike here; write # for any number.");
        }

        char c = text[at++];
        bool standsAlone = (at < 2 || text[at - 2] == ' ') && at < text.Length && text[at] == ' ';
        if (c == '\'' || (c == '-' && !standsAlone))
        {
            return [];
        }

        return Vocabulary.OfPunctuation(c) > 0 || c == '#'
            ? [PhraseElement.OfWord(c.ToString())]
            : throw new FormatException($"'{c}' at character {at} is neither a word nor a sign of the pattern language.");
    }

    private static List<PhraseElement[]> Product(List<PhraseElement[]> heads, List<PhraseElement[]> tails)
    {
        if (heads.Count * tails.Count > MostSequences)
        {
            throw new FormatException($"The pattern stands for more than {MostSequences} phrases; split it.");
        }

        var product = new List<PhraseElement[]>(heads.Count * tails.Count);
        foreach (PhraseElement[] head in heads)
        {
            foreach (PhraseElement[] tail in tails)
            {
                product.Add([.. head, .. tail]);
            }
        }

        return product;
    }
}
