using System.Text.Json;

namespace MedClip.Models;

/// <summary>The WordPiece vocabulary within Hugging Face's <c>tokenizer.json</c>.</summary>
internal static class VocabularyJson
{
    /// <exception cref="InvalidInputException">The file is no JSON, of another model, or its ids are not 0, 1, 2, …</exception>
    public static IReadOnlyList<string> Read(string path)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(path));
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("model", out JsonElement model) || model.ValueKind != JsonValueKind.Object
                || !model.TryGetProperty("vocab", out JsonElement vocabulary) || vocabulary.ValueKind != JsonValueKind.Object
                || (model.TryGetProperty("type", out JsonElement type) && type.GetString() != "WordPiece"))
            {
                throw InvalidInputException.At(path, "model", "is no WordPiece model with a vocabulary.");
            }

            var tokens = new SortedDictionary<int, string>();
            foreach (JsonProperty token in vocabulary.EnumerateObject())
            {
                if (token.Value.ValueKind != JsonValueKind.Number || !token.Value.TryGetInt32(out int id) || !tokens.TryAdd(id, token.Name))
                {
                    throw InvalidInputException.At(path, $"model.vocab '{token.Name}'", "has no id of its own.");
                }
            }

            return tokens.Count > 0 && tokens.Keys.First() == 0 && tokens.Keys.Last() == tokens.Count - 1
                ? [.. tokens.Values]
                : throw InvalidInputException.At(path, "model.vocab", "must number its tokens 0, 1, 2, …");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw InvalidInputException.At(path, null, $"is not valid JSON of a tokenizer: {e.Message}", innerException: e);
        }
    }
}
