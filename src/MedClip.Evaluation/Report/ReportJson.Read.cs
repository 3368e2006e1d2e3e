using System.Text.Json;
using System.Text.Json.Serialization;

namespace MedClip.Evaluation;

public static partial class ReportJson
{
    private const long BytesAtMost = 1L << 30;

    private static readonly JsonSerializerOptions Reading = new(Options) { PropertyNameCaseInsensitive = true, Converters = { new NamedFact() } };

    /// <summary>Reads a report's numbers, so that its page can be written again; pictures are not among them, and an infinite threshold comes back undefined.</summary>
    /// <param name="path">A file that <see cref="Write"/> wrote.</param>
    /// <exception cref="InvalidInputException">The file is missing, too large, or no such file.</exception>
    public static EvaluationReport Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Length > BytesAtMost)
        {
            throw InvalidInputException.At(path, null, file.Exists ? $"has {file.Length} bytes, too many for a report." : "there is no such report.");
        }

        try
        {
            EvaluationReport report = JsonSerializer.Deserialize<EvaluationReport>(File.ReadAllBytes(path), Reading) ?? throw new JsonException("The file holds null.");
            return report with { Examples = [.. report.Examples.Select(film => film with { Png = [] })] };
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or ArgumentException or InvalidOperationException)
        {
            throw InvalidInputException.At(path, (error as JsonException)?.Path, $"is no report of this tool: {error.Message}", innerException: error);
        }
    }

    private sealed class NamedFact : JsonConverter<KeyValuePair<string, string>>
    {
        public override KeyValuePair<string, string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            Fact? fact = JsonSerializer.Deserialize<Fact>(ref reader, options);
            return new(fact?.Name ?? "", fact?.Value ?? "");
        }

        public override void Write(Utf8JsonWriter writer, KeyValuePair<string, string> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, new Fact(value.Key, value.Value), options);
    }

    private sealed record Fact(string Name, string Value);
}
