using System.Collections.Frozen;

namespace MedClip.Knowledge;

/// <summary>The headers of reports and what they introduce; data in <c>Sections/Data/headers.txt</c>.</summary>
internal static class SectionHeaders
{
    public const int LongestHeader = 60;

    private static readonly string[] LongWords = ["FINDINGS", "IMPRESSION", "CONCLUSION", "INDICATION", "COMPARISON", "TECHNIQUE", "EXAMINATION", "RECOMMENDATION"];
    private static readonly FrozenDictionary<string, SectionKind> Known = ReadData();
    private static readonly FrozenDictionary<string, SectionKind>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Looks a header up without regard to case, spaces at its ends, and doubled spaces.</summary>
    public static bool TryGetKind(ReadOnlySpan<char> header, out SectionKind kind)
    {
        kind = SectionKind.Body;
        header = header.Trim();
        if (header.Length is 0 or > LongestHeader)
        {
            return false;
        }

        Span<char> normal = stackalloc char[LongestHeader];
        int length = 0;
        foreach (char c in header)
        {
            bool space = !char.IsLetterOrDigit(c);
            if (!space || (length > 0 && normal[length - 1] != ' '))
            {
                normal[length++] = space ? ' ' : char.ToUpperInvariant(c);
            }
        }

        ReadOnlySpan<char> name = normal[..length].TrimEnd();
        return Lookup.TryGetValue(name, out kind) || IsMisspelled(name, out kind);
    }

    /// <summary>Whether a long one-word header is one letter off ("FINIDNGS", "IMPRESSON"); short ones have neighbours that are other words.</summary>
    private static bool IsMisspelled(ReadOnlySpan<char> name, out SectionKind kind)
    {
        foreach (string word in LongWords)
        {
            if (Math.Abs(word.Length - name.Length) <= 1 && SpellingIndex.IsOneEditAway(name, word))
            {
                kind = Known[word];
                return true;
            }
        }

        kind = SectionKind.Body;
        return false;
    }

    private static FrozenDictionary<string, SectionKind> ReadData()
    {
        var known = new Dictionary<string, SectionKind>(StringComparer.Ordinal);
        SectionKind kind = SectionKind.Other;
        foreach (DataLine line in DataLines.OfResource("sections/headers"))
        {
            if (line.Text.StartsWith('['))
            {
                kind = Enum.Parse<SectionKind>(line.Text.Trim('[', ']'));
            }
            else
            {
                known.Add(line.Text, kind);
            }
        }

        return known.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
