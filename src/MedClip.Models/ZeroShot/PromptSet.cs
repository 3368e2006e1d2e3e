using System.Text.Json;

namespace MedClip.Models;

/// <summary>
/// Prompts for zero-shot classification, by finding. The file format is JSON: an object whose members are findings, each a list of
/// positive prompts or <c>{"positive": [...], "negative": [...]}</c>.
/// </summary>
public sealed partial class PromptSet
{
    private const long MaximumFileBytes = 16L << 20;
    private const int MaximumPrompts = 10_000;

    /// <summary>Creates a set.</summary>
    /// <param name="prompts">One or more distinct findings, each with at least one positive prompt; no prompt blank.</param>
    /// <exception cref="InvalidInputException">A finding lacks prompts or has a blank one.</exception>
    public PromptSet(IEnumerable<FindingPrompts> prompts)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        Items = [.. prompts];
        foreach (FindingPrompts item in Items)
        {
            if (item.Positive.Count == 0)
            {
                throw new InvalidInputException($"The finding '{item.Finding}' has no positive prompt.");
            }

            if (item.Positive.Concat(item.Negative).Any(string.IsNullOrWhiteSpace))
            {
                throw new InvalidInputException($"The finding '{item.Finding}' has a blank prompt.");
            }
        }

        Findings = new FindingSet(Items.Select(item => item.Finding));
    }

    /// <summary>The findings with their prompts.</summary>
    public IReadOnlyList<FindingPrompts> Items { get; }

    /// <summary>The findings, in order.</summary>
    public FindingSet Findings { get; }

    /// <summary>Reads a prompt file.</summary>
    /// <param name="path">A JSON file in this type's format.</param>
    /// <exception cref="InvalidInputException">The file is missing, no JSON of this format, or lacks prompts; the message says where.</exception>
    public static PromptSet Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw InvalidInputException.At(path, null, "there is no such prompt file.");
        }

        if (new FileInfo(path).Length > MaximumFileBytes)
        {
            throw InvalidInputException.At(path, null, $"is larger than {MaximumFileBytes >> 20} MB, which no prompt file is.");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(
                File.ReadAllBytes(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return Parse(path, document.RootElement);
        }
        catch (JsonException e)
        {
            throw InvalidInputException.At(path, $"line {e.LineNumber + 1}", $"is not valid JSON: {e.Message}", innerException: e);
        }
        catch (InvalidInputException e) when (!e.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw InvalidInputException.At(path, null, e.Message, innerException: e);
        }
    }

    /// <summary>The prompts of some findings, in the given order.</summary>
    /// <param name="findings">Findings of this set.</param>
    /// <exception cref="InvalidInputException">The set has no prompts for one of them; the message lists those it has.</exception>
    public PromptSet Subset(FindingSet findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        FindingSet known = Findings.Subset(findings.Names);
        return new PromptSet(known.Select(finding => Items[Findings.IndexOf(finding)]));
    }

    private static PromptSet Parse(string path, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw InvalidInputException.At(path, null, "must be a JSON object: {\"Pleural Effusion\": {\"positive\": [\"…\"], \"negative\": [\"…\"]}, …}.");
        }

        var items = new List<FindingPrompts>();
        var seen = new HashSet<Finding>();
        foreach (JsonProperty member in root.EnumerateObject())
        {
            if (FindingName.Normalize(member.Name).Length == 0)
            {
                throw InvalidInputException.At(path, $"'{member.Name}'", "is not a finding's name.");
            }

            var finding = new Finding(member.Name);
            if (!seen.Add(finding))
            {
                throw InvalidInputException.At(path, $"'{member.Name}'", "the finding occurs twice.");
            }

            items.Add(ParseItem(path, finding, member.Value));
        }

        return items.Count > 0 ? new PromptSet(items) : throw InvalidInputException.At(path, null, "names no finding.");
    }

    private static FindingPrompts ParseItem(string path, Finding finding, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            return new FindingPrompts(finding, Texts(path, finding, value), []);
        }

        IReadOnlyList<string> positive = [];
        IReadOnlyList<string> negative = [];
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw InvalidInputException.At(path, $"'{finding}'", "must be a list of prompts, or an object with the lists positive and negative.");
        }

        foreach (JsonProperty list in value.EnumerateObject())
        {
            switch (list.Name)
            {
                case "positive":
                    positive = Texts(path, finding, list.Value);
                    break;
                case "negative":
                    negative = Texts(path, finding, list.Value);
                    break;
                default:
                    throw InvalidInputException.At(path, $"'{finding}'", $"has an unknown member '{list.Name}'; known are positive and negative.");
            }
        }

        return new FindingPrompts(finding, positive, negative);
    }

    private static List<string> Texts(string path, Finding finding, JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array || list.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
        {
            throw InvalidInputException.At(path, $"'{finding}'", "its prompts must be a list of texts.");
        }

        return list.GetArrayLength() <= MaximumPrompts
            ? [.. list.EnumerateArray().Select(item => item.GetString()!)]
            : throw InvalidInputException.At(path, $"'{finding}'", $"has more than {MaximumPrompts} prompts.");
    }
}
