using System.Text.Json;

namespace MedClip.Models.Tests;

/// <summary>The texts of fixtures/tokenizer by id.</summary>
internal static class TokenizerTexts
{
    public static Dictionary<int, string> Read()
    {
        var texts = new Dictionary<int, string>();
        foreach (string line in File.ReadLines(SharedFolder.RequireFixture("tokenizer/texts.jsonl")))
        {
            using JsonDocument row = JsonDocument.Parse(line);
            JsonElement text = row.RootElement.GetProperty("text");
            string value = text.ValueKind == JsonValueKind.String
                ? text.GetString()!
                : new string([.. Ints(row.RootElement.GetProperty("utf16")).Select(unit => (char)unit)]);
            texts.Add(row.RootElement.GetProperty("id").GetInt32(), value);
        }

        return texts;
    }

    public static int[] Ints(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetInt32())];
}
