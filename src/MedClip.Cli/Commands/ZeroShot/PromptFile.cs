using System.Text.Json;

namespace MedClip.Cli;

/// <summary>Reads a file of prompts: an object with a finding's name for each key and its prompts as an array of texts.</summary>
internal static class PromptFile
{
    private const long BytesAtMost = 4 << 20;

    /// <exception cref="InvalidInputException">The file is missing, too large, no JSON, of another shape, or names an unknown finding.</exception>
    public static IReadOnlyDictionary<Finding, IReadOnlyList<string>> Read(string path, FindingSet learned)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw InvalidInputException.At(path, null, "there is no such file; prompts are expected.");
        }

        if (file.Length > BytesAtMost)
        {
            throw InvalidInputException.At(path, null, $"{file.Length} bytes are too many for a file of prompts.");
        }

        try
        {
            Dictionary<string, string[]> named = JsonSerializer.Deserialize<Dictionary<string, string[]>>(File.ReadAllText(path))
                ?? throw InvalidInputException.At(path, null, "the file holds null.", "Write {\"Edema\": [\"pulmonary edema\"]}.");
            var prompts = new Dictionary<Finding, IReadOnlyList<string>>();
            foreach ((string name, string[] texts) in named)
            {
                Finding finding = FindingChoice.Of(learned, [name])[0];
                if (texts is null || texts.Length == 0 || texts.Any(string.IsNullOrWhiteSpace))
                {
                    throw InvalidInputException.At(path, $"'{name}'", "there is no prompt, or a blank one.", "Give each finding one or more texts.");
                }

                prompts[finding] = texts;
            }

            return prompts;
        }
        catch (JsonException error)
        {
            throw InvalidInputException.At(
                path, $"line {(error.LineNumber ?? 0) + 1}", "this is no file of prompts.", "Write {\"Edema\": [\"pulmonary edema\"]}.", error);
        }
    }
}
