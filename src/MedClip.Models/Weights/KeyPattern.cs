using System.Text.RegularExpressions;

namespace MedClip.Models;

/// <summary>
/// A key with places left open: <c>{n}</c> and any other word in braces stand for one part between dots, <c>{*}</c> for any rest. The same places
/// name the same text in the pattern that it is mapped to.
/// </summary>
internal sealed partial class KeyPattern
{
    private readonly string template;
    private readonly Regex regex;
    private readonly string[] places;

    public KeyPattern(string template)
    {
        this.template = template;
        places = [.. Place().Matches(template).Select(match => match.Value)];
        string expression = string.Concat(Place().Split(template).Select((text, i) => Regex.Escape(text) + (i < places.Length ? Group(places[i]) : "")));
        regex = new Regex($"^{expression}$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    }

    /// <summary>The texts at the open places, or null when the key is another.</summary>
    public IReadOnlyDictionary<string, string>? Match(string key)
    {
        Match match = regex.Match(key);
        if (!match.Success)
        {
            return null;
        }

        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < places.Length; i++)
        {
            texts[places[i]] = match.Groups[i + 1].Value;
        }

        return texts;
    }

    /// <summary>The key with its open places filled.</summary>
    public string Fill(IReadOnlyDictionary<string, string> texts) => Place().Replace(template, match => texts[match.Value]);

    public override string ToString() => template;

    private static string Group(string place) => place == "{*}" ? "(.+)" : "([^.]+)";

    [GeneratedRegex(@"\{[a-z]\}|\{\*\}")]
    private static partial Regex Place();
}
