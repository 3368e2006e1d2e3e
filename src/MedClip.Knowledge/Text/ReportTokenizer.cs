using System.Runtime.CompilerServices;

namespace MedClip.Knowledge;

/// <summary>
/// Cuts a report into words, numbers and punctuation in one pass. Hyphens and apostrophes inside words separate without
/// leaving a token ("air-space" = "air space"); decimals are one number; <c>___</c> (MIMIC) and <c>XXXX</c> (Open-I) are the same mark.
/// </summary>
/// <param name="vocabulary">Gives each word its number.</param>
public sealed class ReportTokenizer(Vocabulary vocabulary)
{
    private const int LongestWord = 64;

    /// <summary>Cuts a stretch of a text.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="span">The stretch to cut; offsets stay those of the whole text.</param>
    /// <param name="result">Receives the tokens.</param>
    public void Tokenize(string text, TextSpan span, TokenizedText result)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(result);
        result.Begin(text);
        Append(text, span, result);
    }

    internal void Append(string text, TextSpan span, TokenizedText result)
    {
        Span<char> lower = stackalloc char[LongestWord];
        ReadOnlySpan<char> characters = text.AsSpan(0, span.End);
        TokenTraits before = TokenTraits.SpaceBefore;
        for (int i = span.Start; i < characters.Length;)
        {
            char c = characters[i];
            if (c == ' ' || char.IsWhiteSpace(c))
            {
                before |= c != '\n' ? TokenTraits.SpaceBefore
                    : (before & TokenTraits.LineBefore) != 0 ? TokenTraits.BlankLineBefore | TokenTraits.SpaceBefore
                    : TokenTraits.LineBefore | TokenTraits.SpaceBefore;
                i++;
                continue;
            }

            int start = i, number = char.IsAsciiDigit(c) ? EndOfNumber(characters, i) : i;
            if (number > start && (number == characters.Length || Small(characters[number]) == 0))
            {
                i = number;
                result.Add(new Token(start, i - start, Vocabulary.Number, before));
            }
            else if (Small(c) != 0)
            {
                uint hash = Vocabulary.HashOfNothing;
                for (; i < characters.Length && Small(characters[i]) is var small and not (char)0; i++)
                {
                    if (i - start < LongestWord)
                    {
                        lower[i - start] = small;
                        hash = Vocabulary.Hash(hash, small);
                    }
                }

                int length = i - start, id = length > LongestWord ? Vocabulary.Unknown : vocabulary.Find(lower[..length], hash);
                result.Add(new Token(start, length, id, char.IsUpper(c) ? before | TokenTraits.Capital : before));
            }
            else if (c == '_')
            {
                while (i < characters.Length && characters[i] == '_')
                {
                    i++;
                }

                result.Add(new Token(start, i - start, Vocabulary.Redacted, before));
            }
            else
            {
                i++;
                int id = c == '!' ? Vocabulary.Period : Vocabulary.OfPunctuation(c);
                bool joins = c == '-' && (i >= characters.Length || !char.IsWhiteSpace(characters[i]) || (before & TokenTraits.SpaceBefore) == 0);
                if (id == Vocabulary.Unknown || joins)
                {
                    continue;
                }

                result.Add(new Token(start, 1, id, before));
            }

            before = TokenTraits.None;
        }
    }

    private static int EndOfNumber(ReadOnlySpan<char> text, int i)
    {
        while (i < text.Length && (char.IsAsciiDigit(text[i]) || (text[i] is '.' or ',' && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]))))
        {
            i++;
        }

        return i;
    }

    // A letter in lower case, or a digit; 0 for what is no part of a word.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static char Small(char c) => c < 128 ? (char)SmallAscii[c] : SmallOther(c);

    private static char SmallOther(char c) => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : '\0';

    private static ReadOnlySpan<byte> SmallAscii =>
        "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"u8
        + "0123456789\0\0\0\0\0\0\0"u8
        + "abcdefghijklmnopqrstuvwxyz\0\0\0\0\0\0"u8
        + "abcdefghijklmnopqrstuvwxyz\0\0\0\0\0"u8;
}
