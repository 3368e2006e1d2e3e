using System.Text.RegularExpressions;

namespace MedClip.Models;

/// <summary>
/// A key with places left open: <c>{n}</c> and any other letter in braces stand for one part between dots, <c>{*}</c> for any rest. The same places
/// name the same text in the pattern that it is mapped to. Matched by hand: a regular expression for each pattern takes a second to prepare.
/// </summary>
internal sealed partial class KeyPattern
{
    private readonly string template;
    private readonly string[] literals;
    private readonly string[] places;

    public KeyPattern(string template)
    {
        this.template = template;
        places = [.. Place().Matches(template).Select(match => match.Value)];
        literals = Place().Split(template);
    }

    /// <summary>The texts at the open places, or null when the key is another.</summary>
    public IReadOnlyDictionary<string, string>? Match(string key)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        return key.StartsWith(literals[0], StringComparison.Ordinal) && Match(key, literals[0].Length, 0, texts) ? texts : null;
    }

    /// <summary>The key with its open places filled.</summary>
    public string Fill(IReadOnlyDictionary<string, string> texts) => Place().Replace(template, match => texts[match.Value]);

    public override string ToString() => template;

    // The places from an index on; {*} is as long as the rest allows.
    private bool Match(string key, int at, int place, Dictionary<string, string> texts)
    {
        if (place == places.Length)
        {
            return at == key.Length;
        }

        bool rest = places[place] == "{*}";
        int dot = key.IndexOf('.', at);
        int most = rest || dot < 0 ? key.Length : dot;
        string next = literals[place + 1];
        for (int end = most; end > at; end--)
        {
            if (string.CompareOrdinal(key, end, next, 0, next.Length) == 0 && Match(key, end + next.Length, place + 1, texts))
            {
                texts[places[place]] = key[at..end];
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex(@"\{[a-z]\}|\{\*\}")]
    private static partial Regex Place();
}
