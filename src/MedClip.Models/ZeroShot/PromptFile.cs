using System.Text.Json;

namespace MedClip.Models;

/// <summary>Reads files of prompts. Every refusal names the file, the place in it, what is wrong and what to do.</summary>
internal static class PromptFile
{
    private const long MaximumFileBytes = 16L << 20;
    private const int MaximumPrompts = 10_000;
    private static readonly JsonDocumentOptions Reading = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private static readonly string[] BankMembers = ["$schema", "name", "description", "licence", "slots", "findings"];

    public static PromptSet Read(string path)
    {
        if (!File.Exists(path))
        {
            throw InvalidInputException.At(path, null, $"there is no such prompt file; give a file, or {PromptSet.BuiltInPrefix} and one of {string.Join(", ", PromptBanks.Names)}.");
        }

        return new FileInfo(path).Length <= MaximumFileBytes
            ? Parse(path, File.ReadAllBytes(path))
            : throw InvalidInputException.At(path, null, $"is larger than {MaximumFileBytes >> 20} MB, which no prompt file is.");
    }

    public static PromptSet Parse(string path, byte[] json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, Reading);
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

    private static PromptSet Parse(string path, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw InvalidInputException.At(path, null, "must be a JSON object: {\"Pleural Effusion\": {\"positive\": [\"…\"], \"negative\": [\"…\"]}, …}.");
        }

        if (!root.TryGetProperty("findings", out JsonElement findings))
        {
            return Findings(new PromptPlace(path, ""), root, PromptSlots.None);
        }

        foreach (JsonProperty member in root.EnumerateObject().Where(member => !BankMembers.Contains(member.Name)))
        {
            throw InvalidInputException.At(path, $"'{member.Name}'", $"is no member of a bank; known are {string.Join(", ", BankMembers)}. A finding belongs under 'findings'.");
        }

        PromptSlots slots = root.TryGetProperty("slots", out JsonElement shared) ? PromptSlots.Read(new PromptPlace(path, "slots"), shared, PromptSlots.None) : PromptSlots.None;
        return findings.ValueKind == JsonValueKind.Object
            ? Findings(new PromptPlace(path, "findings"), findings, slots)
            : throw InvalidInputException.At(path, "findings", "must be an object whose members are findings.");
    }

    private static PromptSet Findings(PromptPlace place, JsonElement members, PromptSlots slots)
    {
        var items = new List<FindingPrompts>();
        var seen = new HashSet<Finding>();
        foreach (JsonProperty member in members.EnumerateObject().Where(member => member.Name != "$schema"))
        {
            PromptPlace here = place.Member(member.Name);
            if (FindingName.Normalize(member.Name).Length == 0)
            {
                throw here.Error("is not a finding's name; give it letters.");
            }

            var finding = new Finding(member.Name);
            if (!seen.Add(finding))
            {
                throw here.Error("the finding occurs twice; join its prompts.");
            }

            items.Add(Item(here, finding, member.Value, slots));
        }

        return items.Count > 0 ? new PromptSet(items) : throw place.Error("names no finding; give at least one.");
    }

    private static FindingPrompts Item(PromptPlace place, Finding finding, JsonElement value, PromptSlots slots)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            return new FindingPrompts(finding, Texts(place, value, slots), []);
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            throw place.Error("must be a list of prompts, or an object with the lists positive and negative.");
        }

        foreach (JsonProperty member in value.EnumerateObject().Where(member => member.Name is not ("positive" or "negative" or "slots")))
        {
            throw place.Error($"has an unknown member '{member.Name}'; known are positive, negative and slots.");
        }

        PromptSlots own = value.TryGetProperty("slots", out JsonElement given) ? PromptSlots.Read(place.Member("slots"), given, slots) : slots;
        return new FindingPrompts(
            finding,
            value.TryGetProperty("positive", out JsonElement positive) ? Texts(place.Member("positive"), positive, own) : [],
            value.TryGetProperty("negative", out JsonElement negative) ? Texts(place.Member("negative"), negative, own) : []);
    }

    private static List<string> Texts(PromptPlace place, JsonElement list, PromptSlots slots)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            throw place.Error("must be a list of texts.");
        }

        var texts = new List<string>();
        int at = 0;
        foreach (JsonElement item in list.EnumerateArray())
        {
            PromptPlace here = place.Item(at++);
            string text = item.ValueKind == JsonValueKind.String ? item.GetString()! : throw here.Error("must be a text: prompts are a list of texts.");
            if (string.IsNullOrWhiteSpace(text))
            {
                throw here.Error("is blank; write a sentence or leave it out.");
            }

            texts.AddRange(slots.Fill(here, text, MaximumPrompts - texts.Count));
        }

        return [.. texts.Distinct(StringComparer.Ordinal)];
    }
}
