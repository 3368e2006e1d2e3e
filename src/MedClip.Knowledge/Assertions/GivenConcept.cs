using System.Text.RegularExpressions;

namespace MedClip.Knowledge;

/// <summary>Finds a concept that is given as words within the sentence that holds it.</summary>
public static class GivenConcept
{
    private const int LongestConcept = 24;

    /// <summary>
    /// Where the concept stands: where it is written in capitals, as NegEx's sentences mark it, else where it is written as whole words in any case,
    /// else anywhere, else the longest run of its words that the sentence holds (sentences cut short). Its spaces may be any white space of the sentence.
    /// </summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="concept">The concept's words.</param>
    /// <returns>The place, or null when the sentence does not hold the concept or the concept holds no letter or digit.</returns>
    public static TextSpan? Find(string sentence, string concept)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        ArgumentNullException.ThrowIfNull(concept);
        if (!concept.Any(char.IsLetterOrDigit))
        {
            return null;
        }

        string[] words = concept.Trim(' ', '"').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (int length = words.Length; length > 0; length--)
        {
            for (int first = 0; first + length <= words.Length; first++)
            {
                if (FindWords(sentence, words.AsSpan(first, length)) is { } found)
                {
                    return found;
                }
            }

            if (words.Length > LongestConcept)
            {
                break; // a pasted text is no concept: looking for its parts would take long
            }
        }

        return null;
    }

    private static TextSpan? FindWords(string sentence, ReadOnlySpan<string> words)
    {
        string pattern = string.Join(@"\s+", words.ToArray().Select(Regex.Escape));
        if (!pattern.Any(char.IsLetterOrDigit))
        {
            return null;
        }

        Match match = Whole(pattern.ToUpperInvariant(), RegexOptions.None);
        match = match.Success ? match : Whole(pattern, RegexOptions.IgnoreCase);
        match = match.Success ? match : Regex.Match(sentence, pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        return match.Success ? new TextSpan(match.Index, match.Length) : null;

        // A word before a colon is a heading ("ALLERGIES: no known ALLERGIES"); it counts only when the concept stands nowhere else.
        Match Whole(string words, RegexOptions options)
        {
            Match[] all = [.. Regex.Matches(sentence, $@"(?<!\w){words}(?!\w)", options | RegexOptions.CultureInvariant).Cast<Match>()];
            return all.FirstOrDefault(one => one.Index + one.Length >= sentence.Length || sentence[one.Index + one.Length] != ':') ?? (all.Length > 0 ? all[0] : Match.Empty);
        }
    }
}
