using System.Text.Json;
using System.Text.Json.Serialization;

namespace MedClip.Benchmarks.Results;

/// <summary>All rows of one machine: <c>results.json</c>, and <c>RESULTS.md</c> made from it. A later run replaces the rows that it measured and leaves the others.</summary>
internal sealed record ResultFile(Machine Machine, IReadOnlyList<Measured> Rows)
{
    public const string JsonName = "results.json", PageName = "RESULTS.md";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, IgnoreReadOnlyProperties = true,
    };

    /// <summary>Reads the file of a folder; null where there is none.</summary>
    /// <exception cref="InvalidInputException">It is damaged.</exception>
    public static ResultFile? Read(string folder)
    {
        string path = Path.Combine(folder, JsonName);
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<ResultFile>(File.ReadAllBytes(path), Json) : null;
        }
        catch (JsonException error)
        {
            throw InvalidInputException.At(path, null, $"is no file of results: {error.Message} Delete it to begin anew.", innerException: error);
        }
    }

    /// <summary>Takes rows in. Rows of another machine go: ratios of two machines do not stand in one table; rows whose goal is gone go too.</summary>
    /// <param name="earlier">What was measured before; null for nothing.</param>
    /// <param name="machine">Where the new rows were measured.</param>
    /// <param name="rows">The new rows.</param>
    public static ResultFile Merge(ResultFile? earlier, Machine machine, IReadOnlyList<Measured> rows)
    {
        IEnumerable<Measured> kept = earlier is not null && earlier.Machine.IsLike(machine) ? earlier.Rows.Where(old => rows.All(row => row.Id != old.Id)) : [];
        ILookup<string, Measured> all = kept.Concat(rows).ToLookup(row => row.Id);
        return new ResultFile(machine, [.. Goals.All.SelectMany(goal => all[goal.Id])]);
    }

    /// <summary>Writes both files, each aside first and then renamed.</summary>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        AtomicFile.WriteText(Path.Combine(folder, JsonName), JsonSerializer.Serialize(this, Json) + "\n");
        AtomicFile.WriteText(Path.Combine(folder, PageName), ResultPage.Of(this));
    }
}
