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
        TokenTraits before = TokenTraits.SpaceBefore;
        int end = span.End;
        for (int i = span.Start; i < end;)
        {
            char c = text[i];
            if (char.IsWhiteSpace(c))
            {
                before |= c != '\n' ? TokenTraits.SpaceBefore
                    : (before & TokenTraits.LineBefore) != 0 ? TokenTraits.BlankLineBefore | TokenTraits.SpaceBefore
                    : TokenTraits.LineBefore | TokenTraits.SpaceBefore;
                i++;
                continue;
            }

            int start = i;
            if (char.IsAsciiDigit(c))
            {
                i = EndOfNumber(text, i, end);
            }

            if (i < end && i > start && !IsWordCharacter(text[i]))
            {
                result.Add(new Token(start, i - start, Vocabulary.Number, before));
            }
            else if (i == end && i > start)
            {
                result.Add(new Token(start, i - start, Vocabulary.Number, before));
            }
            else if (IsWordCharacter(c))
            {
                i = start;
                int length = 0;
                while (i < end && IsWordCharacter(text[i]))
                {
                    if (length < LongestWord)
                    {
                        lower[length++] = ToLower(text[i]);
                    }

                    i++;
                }

                int id = i - start > LongestWord ? Vocabulary.Unknown : vocabulary.Find(lower[..length]);
                result.Add(new Token(start, i - start, id, char.IsUpper(c) ? before | TokenTraits.Capital : before));
            }
            else if (c == '_')
            {
                while (i < end && text[i] == '_')
                {
                    i++;
                }

                result.Add(new Token(start, i - start, Vocabulary.Redacted, before));
            }
            else
            {
                i++;
                int id = c == '!' ? Vocabulary.Period : Vocabulary.OfPunctuation(c);
                bool joins = c == '-' && (i >= end || !char.IsWhiteSpace(text[i]) || (before & TokenTraits.SpaceBefore) == 0);
                if (id == Vocabulary.Unknown || joins)
                {
                    continue;
                }

                result.Add(new Token(start, 1, id, before));
            }

            before = TokenTraits.None;
        }
    }

    private static int EndOfNumber(string text, int i, int end)
    {
        while (i < end && (char.IsAsciiDigit(text[i]) || (text[i] is '.' or ',' && i + 1 < end && char.IsAsciiDigit(text[i + 1]))))
        {
            i++;
        }

        return i;
    }

    private static bool IsWordCharacter(char c) => char.IsAsciiLetterOrDigit(c) || (c > 127 && char.IsLetterOrDigit(c));

    private static char ToLower(char c) => c < 128 ? (char)(c is >= 'A' and <= 'Z' ? c | 0x20 : c) : char.ToLowerInvariant(c);
}
