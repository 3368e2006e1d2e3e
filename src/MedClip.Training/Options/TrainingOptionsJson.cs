using System.Text.Json;
using System.Text.Json.Serialization;

namespace MedClip.Training;

/// <summary>Reads and writes <see cref="TrainingOptions"/> as JSON: keys in camelCase, choices by name, unknown keys refused.</summary>
public static class TrainingOptionsJson
{
    private const int MaximumLength = 1 << 20;

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Reads a file.</summary>
    /// <param name="path">A JSON file; keys that are left out keep their defaults. Comments are allowed.</param>
    /// <exception cref="InvalidInputException">The file is absent, no JSON, or has an unknown key or a value of the wrong kind.</exception>
    public static TrainingOptions Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw InvalidInputException.At(path, null, "the configuration file does not exist.");
        }

        return file.Length > MaximumLength
            ? throw InvalidInputException.At(path, null, $"{file.Length} bytes are too many for a configuration.")
            : Parse(File.ReadAllText(path), path);
    }

    /// <summary>Reads a text.</summary>
    /// <param name="json">JSON.</param>
    /// <param name="source">How errors name the text.</param>
    /// <exception cref="InvalidInputException">The text is no JSON, or has an unknown key or a value of the wrong kind.</exception>
    public static TrainingOptions Parse(string json, string source = "configuration")
    {
        try
        {
            return JsonSerializer.Deserialize<TrainingOptions>(json, Format)
                ?? throw InvalidInputException.At(source, null, "holds null instead of an object.");
        }
        catch (JsonException error)
        {
            string place = error.LineNumber is { } line ? $"line {line + 1}" : "start";
            throw InvalidInputException.At(
                source, place, error.Message.Split(" Path:")[0].Split(" LineNumber:")[0], $"Known keys: {TrainingOptionsKeys.List()}.", error);
        }
    }

    /// <summary>Writes all options, defaults included.</summary>
    /// <param name="options">The options.</param>
    public static string Write(TrainingOptions options) => JsonSerializer.Serialize(options, Format);
}
