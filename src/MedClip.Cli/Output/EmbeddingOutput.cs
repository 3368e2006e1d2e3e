using System.Globalization;
using System.Text.Json;
using MedClip.Models;
using static TorchSharp.torch;

namespace MedClip.Cli;

/// <summary>Matrices with named rows, written as safetensors, CSV or JSONL by the file's ending.</summary>
internal sealed class EmbeddingOutput(string checkpoint, string modelHash)
{
    private readonly List<(string Name, string[]? Rows, float[] Values, int Width)> matrices = [];

    public string Summary => string.Join(", ", matrices.Select(m => $"{m.Name} {m.Values.Length / m.Width} x {m.Width}"));

    /// <exception cref="InvalidInputException">The ending is of no format that is written.</exception>
    public static void CheckFormat(string path)
    {
        if (Format(path) is not (".safetensors" or ".csv" or ".jsonl"))
        {
            throw InvalidInputException.At(path, null, "ends in none of .safetensors, .csv and .jsonl, which say the format.");
        }
    }

    public void Add(string name, string[] names, IReadOnlyList<float[]> rows, int width) => matrices.Add((name, names, [.. rows.SelectMany(row => row)], width));

    public void Add(string name, Tensor? matrix)
    {
        if (matrix is not null)
        {
            matrices.Add((name, null, matrix.to(ScalarType.Float32).cpu().contiguous().data<float>().ToArray(), (int)matrix.shape[1]));
        }
    }

    public void Write(string path)
    {
        switch (Format(path))
        {
            case ".csv":
                CsvOutput.Write(path, ["kind", "name", .. Enumerable.Range(0, matrices.Max(m => m.Width)).Select(i => i.ToString(CultureInfo.InvariantCulture))], Rows().Select(Fields));
                break;
            case ".jsonl":
                AtomicFile.Write(path, WriteJson);
                break;
            default:
                WriteSafetensors(path);
                break;
        }
    }

    private static string Format(string path) => Path.GetExtension(path).ToLowerInvariant();

    private static IReadOnlyList<string> Fields((string Kind, string Name, ReadOnlyMemory<float> Values) row) =>
        [row.Kind, row.Name, .. row.Values.ToArray().Select(value => value.ToString("R", CultureInfo.InvariantCulture))];

    private IEnumerable<(string Kind, string Name, ReadOnlyMemory<float> Values)> Rows() => matrices.SelectMany(m =>
        Enumerable.Range(0, m.Values.Length / m.Width).Select(i =>
            (m.Name, m.Rows?[i] ?? i.ToString(CultureInfo.InvariantCulture), (ReadOnlyMemory<float>)m.Values.AsMemory(i * m.Width, m.Width))));

    private void WriteJson(Stream stream)
    {
        using var json = new Utf8JsonWriter(stream);
        foreach ((string kind, string name, ReadOnlyMemory<float> values) in Rows())
        {
            json.WriteStartObject();
            json.WriteString("kind", kind);
            json.WriteString("name", name);
            json.WriteStartArray("embedding");
            foreach (float value in values.Span)
            {
                json.WriteNumberValue(value);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.Flush();
            json.Reset();
            stream.WriteByte((byte)'\n');
        }
    }

    private void WriteSafetensors(string path)
    {
        var metadata = new Dictionary<string, string> { ["checkpoint"] = checkpoint, ["model_hash"] = modelHash };
        foreach ((string name, string[]? rows, _, _) in matrices)
        {
            if (rows is not null)
            {
                metadata[name] = JsonSerializer.Serialize(rows);
            }
        }

        SafetensorsWriter.Write(path, [.. matrices.Select(m => SafetensorsContent.Float32(m.Name, [m.Values.Length / m.Width, m.Width], m.Values))], metadata);
    }
}
