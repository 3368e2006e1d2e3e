using System.Text;
using System.Text.Json;

namespace MedClip.Cli;

/// <summary>Texts as a command line names them, every one kept and in order: lines of a file or of standard input, or the field <c>text</c> of JSONL.</summary>
internal static class TextLines
{
    private const long BytesAtMost = 4L << 30;

    /// <param name="path">The file; - for standard input.</param>
    /// <param name="openInput">Opens standard input.</param>
    /// <exception cref="InvalidInputException">The file is missing or too large, or a line is no JSON object with a text.</exception>
    public static IEnumerable<string> Read(string path, Func<Stream> openInput)
    {
        if (path == "-")
        {
            return Lines(new StreamReader(openInput(), new UTF8Encoding(false)));
        }

        var file = new FileInfo(path);
        if (!file.Exists || file.Length > BytesAtMost)
        {
            throw InvalidInputException.At(path, null, file.Exists ? $"{file.Length} bytes are too many for a list of texts." : "there is no such file; texts are expected.");
        }

        bool json = Path.GetExtension(path).Equals(".jsonl", StringComparison.OrdinalIgnoreCase);
        IEnumerable<string> lines = Lines(new StreamReader(path, new UTF8Encoding(false)));
        return json ? lines.Select((line, i) => (line, i)).Where(row => !string.IsNullOrWhiteSpace(row.line)).Select(row => Field(path, row.i + 1, row.line)) : lines;
    }

    private static IEnumerable<string> Lines(StreamReader reader)
    {
        using (reader)
        {
            while (reader.ReadLine() is { } line)
            {
                yield return line;
            }
        }
    }

    private static string Field(string path, int row, string line)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("text", out JsonElement text) && text.ValueKind == JsonValueKind.String
                ? text.GetString()!
                : throw InvalidInputException.At(path, $"line {row}", "is no JSON object with a text in its field 'text'.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw InvalidInputException.At(path, $"line {row}", "is not valid JSON.", innerException: e);
        }
    }
}
