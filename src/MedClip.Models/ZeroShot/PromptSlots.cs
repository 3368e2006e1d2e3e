using System.Text.Json;
using System.Text.RegularExpressions;

namespace MedClip.Models;

/// <summary>Words that stand in for <c>{name}</c> in a template of prompts.</summary>
internal sealed partial class PromptSlots
{
    private readonly Dictionary<string, IReadOnlyList<string>> values;

    private PromptSlots(Dictionary<string, IReadOnlyList<string>> values) => this.values = values;

    public static PromptSlots None { get; } = new([]);

    /// <summary>Reads slots; those of the same name in <paramref name="outer"/> are hidden by them.</summary>
    public static PromptSlots Read(PromptPlace place, JsonElement slots, PromptSlots outer)
    {
        if (slots.ValueKind != JsonValueKind.Object)
        {
            throw place.Error("must be an object: {\"severity\": [\"mild\", \"severe\"], …}.");
        }

        var read = new Dictionary<string, IReadOnlyList<string>>(outer.values, StringComparer.Ordinal);
        foreach (JsonProperty slot in slots.EnumerateObject())
        {
            PromptPlace here = place.Member(slot.Name);
            if (!Name().IsMatch(slot.Name))
            {
                throw here.Error("is no name of a slot; use lower-case letters, digits and hyphens.");
            }

            read[slot.Name] = slot.Value.ValueKind == JsonValueKind.Array && slot.Value.GetArrayLength() is > 0 and <= 100
                && slot.Value.EnumerateArray().All(value => value.ValueKind == JsonValueKind.String)
                    ? [.. slot.Value.EnumerateArray().Select(value => value.GetString()!)]
                    : throw here.Error("must be a list of 1 to 100 texts.");
        }

        return new PromptSlots(read);
    }

    /// <summary>A template with every combination of its slots, in order; a text without slots as it is.</summary>
    /// <exception cref="InvalidInputException">A slot is unknown, or there are more combinations than <paramref name="most"/>.</exception>
    public IEnumerable<string> Fill(PromptPlace place, string template, int most)
    {
        string[] names = [.. Slot().Matches(template).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal)];
        long count = 1;
        foreach (string name in names)
        {
            count *= values.TryGetValue(name, out IReadOnlyList<string>? known)
                ? known.Count
                : throw place.Error($"{{{name}}} is no slot here; known are {(values.Count == 0 ? "none: define it under 'slots'" : string.Join(", ", values.Keys.Order(StringComparer.Ordinal)))}.");
            if (count > most)
            {
                throw place.Error("gives more than 10000 prompts with those before it; use fewer slots or fewer values.");
            }
        }

        if (count > most)
        {
            throw place.Error("is one of more than 10000 prompts; leave some out.");
        }

        return names.Length == 0 ? [template] : Enumerable.Range(0, (int)count).Select(number => Combination(template, names, number));
    }

    private string Combination(string template, string[] names, int number)
    {
        var chosen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string name in names.Reverse())
        {
            (number, int value) = Math.DivRem(number, values[name].Count);
            chosen[name] = values[name][value];
        }

        string text = Spaces().Replace(Slot().Replace(template, match => chosen[match.Groups[1].Value]), " ").Trim();
        return text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
    }

    [GeneratedRegex("^[a-z][a-z0-9-]*$")]
    private static partial Regex Name();

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Slot();

    [GeneratedRegex(" {2,}")]
    private static partial Regex Spaces();
}
