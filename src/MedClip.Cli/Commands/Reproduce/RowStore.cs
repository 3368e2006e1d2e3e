using System.Text;
using System.Text.Json;

namespace MedClip.Cli;

/// <summary>Finished rows of a reproduction, a line of JSON each, written as they finish: the same command takes them up again.</summary>
/// <param name="path">The file.</param>
internal sealed class RowStore(string path)
{
    private readonly Dictionary<string, double[]> rows = Read(path);

    /// <summary>The numbers of a row that was finished before under the same key; null for none.</summary>
    public double[]? Find(string key) => rows.GetValueOrDefault(key);

    /// <summary>Keeps a row.</summary>
    public void Keep(string key, double[] numbers)
    {
        rows[key] = numbers;
        byte[] lines = Encoding.UTF8.GetBytes(string.Concat(rows.Select(row => JsonSerializer.Serialize(new Row(row.Key, row.Value)) + "\n")));
        AtomicFile.Write(path, stream => stream.Write(lines));
    }

    private static Dictionary<string, double[]> Read(string path)
    {
        var rows = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach (string line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            try
            {
                Row row = JsonSerializer.Deserialize<Row>(line)!;
                rows[row.Key] = row.Numbers;
            }
            catch (Exception error) when (error is JsonException or NullReferenceException or ArgumentException)
            {
                throw InvalidInputException.At(path, null, "is damaged; delete it to measure again.", innerException: error);
            }
        }

        return rows;
    }

    private sealed record Row(string Key, double[] Numbers);
}
