namespace MedClip.Knowledge;

/// <summary>Offsets in Unicode characters, as tools written in Python or Java count them, and in UTF-16 units, as .NET does.</summary>
internal static class CodePoints
{
    /// <summary>The UTF-16 offset of a character; the text's length when it has fewer.</summary>
    public static int IndexOf(ReadOnlySpan<char> text, int character)
    {
        if (!text.ContainsAnyInRange('\ud800', '\udbff'))
        {
            return Math.Min(character, text.Length);
        }

        int i = 0;
        for (; character > 0 && i < text.Length; character--)
        {
            i += IsPair(text, i) ? 2 : 1;
        }

        return i;
    }

    /// <summary>How many characters a stretch holds.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        int pairs = 0;
        if (text.ContainsAnyInRange('\ud800', '\udbff'))
        {
            for (int i = 0; i < text.Length; i++)
            {
                if (IsPair(text, i))
                {
                    pairs++;
                    i++;
                }
            }
        }

        return text.Length - pairs;
    }

    private static bool IsPair(ReadOnlySpan<char> text, int i) => i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
}
