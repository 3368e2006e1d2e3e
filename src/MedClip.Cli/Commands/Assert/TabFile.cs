using System.IO.Compression;
using System.Text;

namespace MedClip.Cli;

/// <summary>A tab-separated file with a header, row by row. Quotes around a whole field are taken off; a line is bounded.</summary>
internal static class TabFile
{
    private const int LongestLine = 1 << 20;

    /// <summary>The rows after the header, each with its line number from 1.</summary>
    /// <exception cref="InvalidInputException">The file is missing or empty, or a row has too few fields.</exception>
    public static IEnumerable<(int Line, string[] Fields)> Rows(string path, int fields)
    {
        if (!File.Exists(path))
        {
            throw InvalidInputException.At(path, null, "there is no such file; a table of sentences is expected.");
        }

        using Stream file = File.OpenRead(path);
        using Stream content = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(content, Encoding.UTF8);
        int number = 0;
        while (ReadLine(reader, path, number + 1) is { } line)
        {
            number++;
            if (number == 1 || line.Length == 0)
            {
                continue;
            }

            string[] row = line.Split('\t');
            yield return row.Length >= fields
                ? (number, [.. row.Select(Unquoted)])
                : throw InvalidInputException.At(path, $"line {number}", $"the row has {row.Length} fields.", $"At least {fields} are needed, separated by tabs.");
        }

        if (number == 0)
        {
            throw InvalidInputException.At(path, null, "the file is empty; a header line is expected.");
        }
    }

    private static string? ReadLine(StreamReader reader, string path, int number)
    {
        var line = new StringBuilder();
        for (int c = reader.Read(); c >= 0; c = reader.Read())
        {
            if (c == '\n')
            {
                return line.Length > 0 && line[^1] == '\r' ? line.ToString(0, line.Length - 1) : line.ToString();
            }

            line.Append((char)c);
            if (line.Length > LongestLine)
            {
                throw InvalidInputException.At(path, $"line {number}", $"the line is longer than {LongestLine} characters.");
            }
        }

        return line.Length > 0 ? line.ToString() : null;
    }

    private static string Unquoted(string field) =>
        field.Length > 1 && field[0] == '"' && field[^1] == '"' ? field[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : field;
}
