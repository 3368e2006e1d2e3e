using System.Text.Json;

namespace MedClip.Models;

/// <summary>
/// Reads the JSON header of a safetensors file as a stranger's: strict JSON, no key twice, whole numbers only, sizes multiplied with
/// overflow checks, tensors that tile the data exactly (https://huggingface.co/docs/safetensors, "Format").
/// </summary>
internal static class SafetensorsHeader
{
    /// <summary>The format's own limit of a header.</summary>
    public const long MaximumBytes = 100_000_000;

    private const int MaximumDimensions = 64;
    private const string MetadataKey = "__metadata__";

    public static (List<SafetensorsEntry> Entries, Dictionary<string, string> Metadata) Parse(
        string file, ReadOnlySpan<byte> json, long dataStart, long dataLength)
    {
        var entries = new List<SafetensorsEntry>();
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            ReadRoot(file, json, dataStart, dataLength, entries, metadata);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Utf8JsonReader reports wrong JSON by the first and text that is not Unicode by the second.
            throw InvalidInputException.At(file, "header", $"the header is not valid JSON: {e.Message}", innerException: e);
        }

        CheckTiling(file, entries, dataStart, dataLength);
        return (entries, metadata);
    }

    private static void ReadRoot(
        string file, ReadOnlySpan<byte> json, long dataStart, long dataLength, List<SafetensorsEntry> entries, Dictionary<string, string> metadata)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 8 });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw InvalidInputException.At(file, "header", "the header must be a JSON object.");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            if (!seen.Add(name))
            {
                throw InvalidInputException.At(file, Key(name), "the name occurs twice.");
            }

            reader.Read();
            if (name == MetadataKey)
            {
                ReadMetadata(file, ref reader, metadata);
            }
            else
            {
                entries.Add(ReadEntry(file, name, ref reader, dataStart, dataLength));
            }
        }

        reader.Read();
    }

    private static void ReadMetadata(string file, ref Utf8JsonReader reader, Dictionary<string, string> metadata)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw InvalidInputException.At(file, MetadataKey, "must be an object of texts.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.String)
            {
                throw InvalidInputException.At(file, MetadataKey, $"the value of '{name}' must be a text.");
            }

            if (!metadata.TryAdd(name, reader.GetString()!))
            {
                throw InvalidInputException.At(file, MetadataKey, $"'{name}' occurs twice.");
            }
        }
    }

    private static SafetensorsEntry ReadEntry(string file, string name, ref Utf8JsonReader reader, long dataStart, long dataLength)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw InvalidInputException.At(file, Key(name), "must be an object with dtype, shape and data_offsets.");
        }

        string? type = null;
        List<long>? shape = null;
        List<long>? offsets = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string field = reader.GetString()!;
            bool twice = field switch { "dtype" => type is not null, "shape" => shape is not null, "data_offsets" => offsets is not null, _ => false };
            if (twice)
            {
                throw InvalidInputException.At(file, Key(name), $"the field {field} occurs twice.");
            }

            reader.Read();
            switch (field)
            {
                case "dtype":
                    type = reader.TokenType == JsonTokenType.String
                        ? reader.GetString()
                        : throw InvalidInputException.At(file, Key(name), "dtype must be a text such as \"F32\".");
                    break;
                case "shape":
                    shape = ReadNumbers(file, name, field, ref reader, MaximumDimensions);
                    break;
                case "data_offsets":
                    offsets = ReadNumbers(file, name, field, ref reader, 2);
                    break;
                default:
                    throw InvalidInputException.At(file, Key(name), $"has an unknown field '{field}'.");
            }
        }

        return Check(file, name, type, shape, offsets, dataStart, dataLength);
    }

    private static List<long> ReadNumbers(string file, string name, string field, ref Utf8JsonReader reader, int most)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw InvalidInputException.At(file, Key(name), $"{field} must be a list of whole numbers.");
        }

        var numbers = new List<long>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (numbers.Count == most)
            {
                throw InvalidInputException.At(file, Key(name), $"{field} has more than {most} numbers.");
            }

            // "-0", "2.0" and "2e0" are numbers to JSON and not to this format.
            if (reader.TokenType != JsonTokenType.Number || reader.ValueSpan.ContainsAnyExceptInRange((byte)'0', (byte)'9')
                || !reader.TryGetInt64(out long number))
            {
                throw InvalidInputException.At(file, Key(name), $"{field} must hold whole numbers from 0 to 2^63 - 1.");
            }

            numbers.Add(number);
        }

        return numbers;
    }

    private static SafetensorsEntry Check(
        string file, string name, string? typeName, List<long>? shape, List<long>? offsets, long dataStart, long dataLength)
    {
        if (typeName is null || shape is null || offsets is null)
        {
            string missing = typeName is null ? "dtype" : shape is null ? "shape" : "data_offsets";
            throw InvalidInputException.At(file, Key(name), $"has no {missing}.");
        }

        if (!TensorElementTypes.TryParse(typeName, out TensorElementType type))
        {
            throw InvalidInputException.At(file, Key(name), $"has the element type '{typeName}', which is unknown or not supported.");
        }

        long bytes = type.ByteSize();
        try
        {
            bytes = shape.Aggregate(bytes, (product, size) => checked(product * size));
        }
        catch (OverflowException e)
        {
            throw InvalidInputException.At(file, Key(name), $"the shape [{string.Join(",", shape)}] is larger than any file.", innerException: e);
        }

        if (offsets.Count != 2 || offsets[0] > offsets[1] || offsets[1] > dataLength)
        {
            throw InvalidInputException.At(
                file, Key(name), $"data_offsets [{string.Join(",", offsets)}] must be two, in order, within the {dataLength} bytes of data; the file may be cut short.");
        }

        if (offsets[1] - offsets[0] != bytes)
        {
            throw InvalidInputException.At(
                file, Key(name), $"{typeName} [{string.Join(",", shape)}] needs {bytes} bytes, but data_offsets give {offsets[1] - offsets[0]}.");
        }

        return new SafetensorsEntry(name, type, shape, dataStart + offsets[0], bytes);
    }

    private static void CheckTiling(string file, List<SafetensorsEntry> entries, long dataStart, long dataLength)
    {
        long position = dataStart;
        foreach (SafetensorsEntry entry in entries.OrderBy(e => e.Offset).ThenBy(e => e.ByteLength))
        {
            if (entry.Offset != position)
            {
                string what = entry.Offset < position ? "shares bytes with another tensor" : "leaves a hole before it";
                throw InvalidInputException.At(file, Key(entry.Name), $"its data {what}.");
            }

            position += entry.ByteLength;
        }

        if (position != dataStart + dataLength)
        {
            throw InvalidInputException.At(file, null, $"{dataStart + dataLength - position} bytes follow the last tensor.");
        }
    }

    private static string Key(string name) => $"tensor '{name}'";
}
