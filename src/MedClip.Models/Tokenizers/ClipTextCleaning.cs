using System.Globalization;
using System.Net;
using System.Text;

namespace MedClip.Models;

/// <summary>
/// What CLIP does to a text before it looks for words: HTML entities twice, white space to single spaces, lower case. The released code repairs
/// mis-decoded text first (ftfy); this does not, and texts that need no repair come out the same.
/// </summary>
internal static class ClipTextCleaning
{
    /// <summary>The one letter that becomes two in lower case.</summary>
    private const char LongWhenLower = '\u0130';

    /// <summary>Characters that hold a cleaned text.</summary>
    public static int Room(ReadOnlySpan<char> text) => text.Length + text.Count(LongWhenLower);

    /// <summary>Cleans a text.</summary>
    /// <param name="text">A text.</param>
    /// <param name="cleaned">Receives the cleaned text; <see cref="Room"/> characters.</param>
    /// <returns>How many were written.</returns>
    public static int Clean(ReadOnlySpan<char> text, Span<char> cleaned)
    {
        if (CleanAscii(text, cleaned) is var count and >= 0)
        {
            return count;
        }

        string whole = text.ToString();
        string unescaped = whole.Contains('&', StringComparison.Ordinal) ? WebUtility.HtmlDecode(WebUtility.HtmlDecode(whole)) : whole;
        string lower = Lower(Collapse(unescaped));
        lower.CopyTo(cleaned);
        return lower.Length;
    }

    /// <summary>Cleans a text of ASCII without an entity; −1 for another.</summary>
    private static int CleanAscii(ReadOnlySpan<char> text, Span<char> cleaned)
    {
        int count = 0;
        bool pending = false;
        foreach (char c in text)
        {
            if (c >= 128 || c == '&')
            {
                return -1;
            }

            if (c <= ' ' && IsSpace(c))
            {
                pending = count > 0;
                continue;
            }

            if (pending)
            {
                cleaned[count++] = ' ';
                pending = false;
            }

            cleaned[count++] = char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c;
        }

        return count;
    }

    /// <summary>Whether Python's str.isspace() holds: .NET's white space and the four separators of ASCII.</summary>
    public static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\u001C' and <= '\u001F';

    private static string Collapse(string text)
    {
        var result = new StringBuilder(text.Length);
        bool pending = false;
        foreach (char c in text)
        {
            if (IsSpace(c))
            {
                pending = result.Length > 0;
                continue;
            }

            if (pending)
            {
                result.Append(' ');
                pending = false;
            }

            result.Append(c);
        }

        return result.ToString();
    }

    // Unicode's full mapping, which .NET's invariant one is not: İ becomes two characters, Σ at the end of a word becomes ς.
    private static string Lower(string text)
    {
        string lower = text.ToLowerInvariant();
        if (text.AsSpan().IndexOfAny('\u0130', '\u03A3') < 0)
        {
            return lower;
        }

        var result = new StringBuilder(text.Length + 4);
        for (int i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\u0130':
                    result.Append("i\u0307");
                    break;
                case '\u03A3':
                    result.Append(EndsWord(text, i) ? 'ς' : 'σ');
                    break;
                default:
                    result.Append(lower[i]);
                    break;
            }
        }

        return result.ToString();
    }

    // Unicode Standard, table 3-17, Final_Sigma: a letter before and none after, characters that do not count passed over.
    private static bool EndsWord(string text, int at) => Neighbour(text, at, -1) && !Neighbour(text, at, 1);

    private static bool Neighbour(string text, int at, int step)
    {
        for (int i = at + step; i >= 0 && i < text.Length; i += step)
        {
            if (IsIgnored(text[i]))
            {
                continue;
            }

            return char.IsSurrogate(text[i]) || CharUnicodeInfo.GetUnicodeCategory(text[i]) is
                UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter;
        }

        return false;
    }

    private static bool IsIgnored(char c) => c is '\'' or '.' or ':' or '^' or '`' or '\u00A8' or '\u00AD' or '\u00B7' or '\u2019'
        || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;
}
