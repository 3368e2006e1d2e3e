using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace MedClip.Models;

/// <summary>
/// BERT's basic tokenization as a stream: cleans, spaces ideographs, strips accents, lower-cases and splits at punctuation, one word at a
/// time into the caller's buffers, so that nothing is allocated and a text of any length needs no more memory than one word. Words of ASCII
/// take a short way: one table look-up a character, and no places, since they follow from the word's beginning.
/// </summary>
/// <param name="text">The text; lone surrogates count as U+FFFD and vanish.</param>
/// <param name="lowerCase">Whether to strip accents and lower-case.</param>
/// <param name="word">Receives the normalised word; <see cref="BufferLength"/> units.</param>
/// <param name="starts">For each unit of the word, where its character begins in the text; of the same length.</param>
/// <param name="ends">For each unit of the word, where its character ends in the text; of the same length.</param>
internal ref struct WordScanner(ReadOnlySpan<char> text, bool lowerCase, Span<char> word, Span<int> starts, Span<int> ends)
{
    /// <summary>A word of more code points than this is [UNK] (BERT's max_input_chars_per_word).</summary>
    public const int MaximumCodePoints = 100;

    /// <summary>Units that hold any word of at most <see cref="MaximumCodePoints"/> code points.</summary>
    public const int BufferLength = 2 * MaximumCodePoints;

    private readonly ReadOnlySpan<char> text = text;
    private readonly Span<char> word = word;
    private readonly Span<int> starts = starts;
    private readonly Span<int> ends = ends;
    private readonly BertCodePoints table = BertCodePoints.Instance;
    private int position;
    private int length;
    private int codePoints;
    private bool plain;

    /// <summary>The word's normalised units; cut short when <see cref="TooLong"/>.</summary>
    public readonly ReadOnlySpan<char> Word => word[..length];

    /// <summary>Whether the word has more than <see cref="MaximumCodePoints"/> code points.</summary>
    public readonly bool TooLong => codePoints > MaximumCodePoints;

    /// <summary>Where the word begins in the text.</summary>
    public int Start { get; private set; }

    /// <summary>Where the word ends in the text.</summary>
    public int End { get; private set; }

    /// <summary>Where the character of a unit of the word begins in the text.</summary>
    public readonly int StartOf(int unit) => plain ? Start + unit : starts[unit];

    /// <summary>Where the character of a unit of the word ends in the text.</summary>
    public readonly int EndOf(int unit) => plain ? Start + unit + 1 : ends[unit];

    /// <summary>Reads the next word.</summary>
    /// <returns>False at the end of the text.</returns>
    public bool MoveNext()
    {
        length = 0;
        codePoints = 0;
        plain = MoveNextPlain();
        return plain || MoveNextOther();
    }

    /// <summary>Reads the next word if it and what ends it are ASCII; else stands at its beginning.</summary>
    private bool MoveNextPlain()
    {
        ReadOnlySpan<AsciiKind> kinds = table.AsciiKinds;
        ReadOnlySpan<char> lower = table.AsciiLower(lowerCase);
        ReadOnlySpan<char> rest = text;
        Span<char> target = word;
        int at = position;
        while (at < rest.Length && rest[at] < kinds.Length && kinds[rest[at]] == AsciiKind.Space)
        {
            at++;
        }

        position = at;
        int count = 0;
        for (; at < rest.Length; at++)
        {
            char unit = rest[at];
            if (unit >= kinds.Length || kinds[unit] == AsciiKind.Other)
            {
                return false;
            }

            if (kinds[unit] != AsciiKind.Word)
            {
                if (count == 0)
                {
                    target[count++] = unit;   // punctuation, a word by itself
                    at++;
                }

                break;
            }

            if (count < target.Length)
            {
                target[count] = lower[unit];
            }

            count++;
        }

        (Start, End, position) = (position, at, at);
        codePoints = count;
        length = Math.Min(count, MaximumCodePoints);
        return count > 0;
    }

    [SkipLocalsInit]
    private bool MoveNextOther()
    {
        Span<int> mapped = stackalloc int[3];
        while (position < text.Length)
        {
            int codePoint = text[position];
            int units = 1;
            if (char.IsSurrogate((char)codePoint))
            {
                codePoint = Rune.DecodeFromUtf16(text[position..], out Rune rune, out units) == OperationStatus.Done ? rune.Value : 0xFFFD;
            }

            CodePointKinds kind = table.KindOf(codePoint);
            if ((kind & CodePointKinds.Dropped) != 0 || (lowerCase && (kind & CodePointKinds.Mark) != 0))
            {
                position += units;
                continue;
            }

            if ((kind & CodePointKinds.Space) != 0)
            {
                position += units;
                if (codePoints > 0)
                {
                    return true;
                }

                continue;
            }

            int count = 1;
            mapped[0] = codePoint;
            if (lowerCase)
            {
                count = table.Lower(codePoint, mapped);
            }

            bool alone = (kind & CodePointKinds.Ideograph) != 0
                || (count == 1 && (table.KindOf(mapped[0]) & CodePointKinds.Punctuation) != 0);
            if (alone && codePoints > 0)
            {
                return true;
            }

            for (int i = 0; i < count; i++)
            {
                Append(mapped[i], position, position + units);
            }

            position += units;
            if (alone)
            {
                return true;
            }
        }

        return codePoints > 0;
    }

    private void Append(int codePoint, int start, int end)
    {
        if (codePoints++ == 0)
        {
            Start = start;
        }

        End = end;
        if (codePoints > MaximumCodePoints)
        {
            return;
        }

        int units = 1;
        if (codePoint < 0x10000)
        {
            word[length] = (char)codePoint;
        }
        else
        {
            units = new Rune(codePoint).EncodeToUtf16(word[length..]);
        }

        for (int i = 0; i < units; i++)
        {
            starts[length] = start;
            ends[length++] = end;
        }
    }
}
