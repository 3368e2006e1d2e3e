using System.Text;

namespace MedClip.Knowledge;

/// <summary>Brings the names of the UMLS into the form in which reports use them.</summary>
internal static class UmlsTerm
{
    private const int LongestTerm = 80, MostWords = 8, ShortestWord = 4;
    private static readonly string[] Tails = [", nos", " nos", ", unspecified", " unspecified", ", not otherwise specified"];

    /// <summary>
    /// The forms of a name: without a qualifier in brackets at the end and without "NOS", and an inverted one ("Effusion, Pleural") also set right. None for names
    /// that texts do not spell so: with other signs, of more than eight words, or a single word of three letters or fewer, whose meaning is open.
    /// </summary>
    public static IEnumerable<string> Forms(string name)
    {
        string text = WithoutQualifiers(name.ToLowerInvariant().Trim());
        int comma = text.IndexOf(", ", StringComparison.Ordinal);
        if (comma > 0 && text.IndexOf(',', comma + 1) < 0)
        {
            text = $"{text[(comma + 2)..]} {text[..comma]}";
        }

        if (Words(text) is { } words)
        {
            yield return words;
        }
    }

    private static string WithoutQualifiers(string text)
    {
        while (true)
        {
            int before = text.Length;
            if (text.Length > 0 && text[^1] is ')' or ']' or '>')
            {
                int open = text.LastIndexOfAny(['(', '[', '<']);
                text = open > 0 ? text[..open].TrimEnd() : text;
            }

            foreach (string tail in Tails)
            {
                text = text.EndsWith(tail, StringComparison.Ordinal) ? text[..^tail.Length].TrimEnd() : text;
            }

            if (text.Length == before)
            {
                return text;
            }
        }
    }

    /// <summary>The words with single spaces, or null for a name that is not made of words.</summary>
    private static string? Words(string text)
    {
        if (text.Length is 0 or > LongestTerm)
        {
            return null;
        }

        var words = new StringBuilder(text.Length);
        int count = 0;
        bool inWord = false, anyLetter = false;
        foreach (char c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                if (!inWord)
                {
                    words.Append(count++ > 0 ? " " : "");
                }

                words.Append(c);
                inWord = true;
                anyLetter |= char.IsLetter(c);
            }
            else if (c is ' ' or '-' or '\'')
            {
                inWord = false;
            }
            else
            {
                return null;
            }
        }

        return !anyLetter || count > MostWords || (count == 1 && words.Length < ShortestWord) ? null : words.ToString();
    }
}
