using System.Globalization;
using System.Text;

namespace MedClip.Models;

/// <summary>
/// CLIP's words as a stream over a cleaned text: <c>start|end|'s|'t|'re|'ve|'m|'ll|'d|\p{L}+|\p{N}|[^\s\p{L}\p{N}]+</c>, without a regular
/// expression, so that nothing is allocated.
/// </summary>
/// <param name="text">A cleaned text.</param>
/// <param name="special">Whether the special tokens written in a text count as such.</param>
internal ref struct ClipWords(ReadOnlySpan<char> text, bool special)
{
    private static readonly WordClass[] Ascii = [.. Enumerable.Range(0, 128).Select(c => ClassOf(new Rune(c)))];
    private readonly ReadOnlySpan<char> text = text;
    private readonly bool special = special;
    private int position;

    /// <summary>The special tokens as they are written, the start first.</summary>
    public static string[] SpecialTokens { get; } = ["<start_of_text>", "<end_of_text>"];

    /// <summary>Where the word begins.</summary>
    public int Start { get; private set; }

    /// <summary>Where the word ends.</summary>
    public int End { get; private set; }

    /// <summary>Which special token it is; −1 for a word.</summary>
    public int Special { get; private set; }

    /// <summary>The word.</summary>
    public readonly ReadOnlySpan<char> Word => text[Start..End];

    /// <summary>Reads the next word.</summary>
    /// <returns>False at the end of the text.</returns>
    public bool MoveNext()
    {
        while (position < text.Length)
        {
            Start = position;
            int length = Next();
            position += Math.Max(length, 1);
            if (length > 0)
            {
                End = position;
                return true;
            }
        }

        return false;
    }

    private int Next()
    {
        ReadOnlySpan<char> rest = text[position..];
        Special = -1;
        if (special && rest[0] == '<')
        {
            for (int i = 0; i < SpecialTokens.Length; i++)
            {
                if (rest.StartsWith(SpecialTokens[i], StringComparison.Ordinal))
                {
                    Special = i;
                    return SpecialTokens[i].Length;
                }
            }
        }

        if (rest[0] == '\'' && ContractionLength(rest) is var contraction and > 0)
        {
            return contraction;
        }

        WordClass first = Classify(rest, 0, out int units);
        if (first is WordClass.Space or WordClass.Number)
        {
            return first == WordClass.Space ? 0 : units;
        }

        int end = units;
        while (end < rest.Length && Classify(rest, end, out int next) == first)
        {
            end += next;
        }

        return end;
    }

    private static int ContractionLength(ReadOnlySpan<char> text) => text.Length < 2 ? 0 : text[1] switch
    {
        's' or 't' or 'm' or 'd' => 2,
        'r' or 'v' when text.Length > 2 && text[2] == 'e' => 3,
        'l' when text.Length > 2 && text[2] == 'l' => 3,
        _ => 0,
    };

    private static WordClass Classify(ReadOnlySpan<char> text, int at, out int units)
    {
        char unit = text[at];
        units = 1;
        if (unit < Ascii.Length)
        {
            return Ascii[unit];
        }

        if (Rune.DecodeFromUtf16(text[at..], out Rune rune, out int length) != System.Buffers.OperationStatus.Done)
        {
            return WordClass.Other;
        }

        units = length;
        return ClassOf(rune);
    }

    private static WordClass ClassOf(Rune rune)
    {
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

    private enum WordClass : byte
    {
        Space,
        Letter,
        Number,
        Other,
    }
}
