using System.Collections.Frozen;

namespace MedClip.Knowledge;

/// <summary>British spellings, frequent misspellings and joined forms, each with its base form; data in <c>Text/Data/spelling.txt</c>.</summary>
internal static class SpellingVariants
{
    private static readonly FrozenDictionary<string, string[]> Known = Read();

    public static IReadOnlyList<string> Of(string baseForm) => Known.GetValueOrDefault(baseForm, []);

    private static FrozenDictionary<string, string[]> Read()
    {
        var known = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (DataLine line in DataLines.OfResource("text/spelling"))
        {
            string[] sides = line.Text.Split('=');
            known.Add(sides[0].Trim(), sides[1].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }

        return known.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
