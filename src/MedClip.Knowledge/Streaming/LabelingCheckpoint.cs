using System.Text.Encodings.Web;
using System.Text.Json;

namespace MedClip.Knowledge;

/// <summary>
/// The state of a run, in a small JSON file: with which settings it was started, how many reports are labelled, and how long each output was then.
/// </summary>
/// <param name="path">The state's file.</param>
/// <param name="settings">What must be the same for a run to go on: input, policy, lexicon, …</param>
public sealed class LabelingCheckpoint(string path, IReadOnlyDictionary<string, string> settings)
{
    private const int LongestFile = 1 << 20;
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The settings of the run.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; } = settings;

    /// <summary>Reports labelled by the stopped run; 0 for a new one.</summary>
    public long Reports { get; private set; }

    /// <summary>How many of these were blank.</summary>
    internal long Blank { get; private set; }

    /// <summary>How long the outputs of the stopped run were; null for a new run.</summary>
    internal IReadOnlyList<long>? Lengths { get; private set; }

    /// <summary>Finds the state of a stopped run.</summary>
    /// <returns>Whether there is one; a run without one starts anew.</returns>
    /// <exception cref="InvalidInputException">It was started with other settings; the message names them.</exception>
    public bool Load()
    {
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            using JsonDocument state = Parse(path);
            JsonElement root = state.RootElement;
            Compare(root.GetProperty("settings"));
            Reports = root.GetProperty("reports").GetInt64();
            Blank = root.GetProperty("blank").GetInt64();
            Lengths = [.. root.GetProperty("lengths").EnumerateArray().Select(length => length.GetInt64())];
            return true;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or IOException)
        {
            throw InvalidInputException.At(path, null, $"the state of the stopped run cannot be read: {e.Message}", "Start again without --resume.", e);
        }
    }

    internal void Save(long reports, long blank, IEnumerable<long> lengths) => AtomicFile.Write(path, stream =>
    {
        using var json = new Utf8JsonWriter(stream, Readable);
        json.WriteStartObject();
        WriteSettings(json);
        json.WriteNumber("reports"u8, reports);
        json.WriteNumber("blank"u8, blank);
        json.WriteStartArray("lengths"u8);
        foreach (long length in lengths)
        {
            json.WriteNumberValue(length);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    internal void Delete() => File.Delete(path);

    /// <summary>Writes what a reader of the finished tables needs to know: the settings, and how many reports there are.</summary>
    /// <param name="file">The JSON file.</param>
    /// <param name="summary">What the run has done.</param>
    public void WriteRecord(string file, LabelingSummary summary) => AtomicFile.Write(file, stream =>
    {
        using var json = new Utf8JsonWriter(stream, Readable);
        json.WriteStartObject();
        WriteSettings(json);
        json.WriteNumber("reports"u8, summary.Reports);
        json.WriteNumber("blank"u8, summary.Blank);
        json.WriteEndObject();
    });

    /// <summary>Whether a record tells of a complete run with these settings.</summary>
    /// <param name="file">A file that <see cref="WriteRecord"/> wrote.</param>
    public bool IsRecordedIn(string file)
    {
        try
        {
            using JsonDocument record = Parse(file);
            return record.RootElement.TryGetProperty("settings", out JsonElement stored)
                && stored.ValueKind == JsonValueKind.Object
                && stored.EnumerateObject().Count() == Settings.Count
                && stored.EnumerateObject().All(setting => setting.Value.ValueKind == JsonValueKind.String && Settings.GetValueOrDefault(setting.Name) == setting.Value.GetString());
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            return false;
        }
    }

    private void WriteSettings(Utf8JsonWriter json)
    {
        json.WriteStartObject("settings"u8);
        foreach ((string name, string value) in Settings)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private static JsonDocument Parse(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read);
        return stream.Length <= LongestFile ? JsonDocument.Parse(stream) : throw new IOException($"the file has {stream.Length} bytes");
    }

    private void Compare(JsonElement stored)
    {
        var before = stored.EnumerateObject().ToDictionary(setting => setting.Name, setting => setting.Value.GetString() ?? "", StringComparer.Ordinal);
        foreach (string name in Settings.Keys.Union(before.Keys))
        {
            string was = before.GetValueOrDefault(name, "nothing"), now = Settings.GetValueOrDefault(name, "nothing");
            if (was != now)
            {
                throw InvalidInputException.At(path, null, $"the stopped run cannot go on: its {name} was {was}, now it is {now}.", "Use the same settings, or start again without --resume.");
            }
        }
    }
}
