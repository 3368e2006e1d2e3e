using System.Text.Json;

namespace MedClip.Models;

/// <summary>The merges of byte-pair encoding within Hugging Face's <c>tokenizer.json</c>: "a b", or ["a", "b"] as newer versions write them.</summary>
internal static class MergesJson
{
    /// <exception cref="InvalidInputException">The file is no JSON or of another model.</exception>
    public static IReadOnlyList<string> Read(string path)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(path));
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("model", out JsonElement model) && model.ValueKind == JsonValueKind.Object
                && model.TryGetProperty("merges", out JsonElement merges) && merges.ValueKind == JsonValueKind.Array
                ? [.. merges.EnumerateArray().Select(Merge)]
                : throw InvalidInputException.At(path, "model.merges", "is missing: the file holds no byte-pair encoding.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw InvalidInputException.At(path, null, $"is not valid JSON of a tokenizer: {e.Message}", innerException: e);
        }
    }

    private static string Merge(JsonElement merge) => merge.ValueKind == JsonValueKind.Array && merge.GetArrayLength() == 2
        ? $"{merge[0].GetString()} {merge[1].GetString()}"
        : merge.GetString() ?? "";
}
