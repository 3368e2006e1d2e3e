using System.Text.Json;

namespace MedClip.Models;

/// <summary>
/// Weights in several files beside an index (<c>model.safetensors.index.json</c>, <c>pytorch_model.bin.index.json</c>): the index must name
/// every tensor, each in the shard that holds it.
/// </summary>
internal sealed class ShardedWeights : WeightFile
{
    private const long MaximumIndexBytes = 64L << 20;
    private const int MaximumShards = 1000;
    private readonly Dictionary<string, WeightFile> shards;
    private readonly Dictionary<string, string> shardOf;

    private ShardedWeights(string path, Dictionary<string, WeightFile> shards, Dictionary<string, string> shardOf)
        : base(path, $"{shards.Count} shards")
    {
        this.shards = shards;
        this.shardOf = shardOf;
        Entries = [.. shards.OrderBy(shard => shard.Key, StringComparer.Ordinal).SelectMany(shard => shard.Value.Entries)];
    }

    public override IReadOnlyList<WeightEntry> Entries { get; }

    public override IReadOnlyList<string> Files => [.. shards.Values.SelectMany(shard => shard.Files)];

    public override IReadOnlyList<string> Skipped => [.. shards.Values.SelectMany(shard => shard.Skipped).Distinct()];

    public static new ShardedWeights Open(string path)
    {
        Dictionary<string, string> map = ReadIndex(path);
        var shards = new Dictionary<string, WeightFile>(StringComparer.Ordinal);
        try
        {
            foreach (string name in map.Values.Distinct(StringComparer.Ordinal))
            {
                string file = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!, name);
                if (!File.Exists(file))
                {
                    throw InvalidInputException.At(path, "weight_map", $"names the shard {name}, which is not beside it.", "Download all shards.");
                }

                shards.Add(name, WeightFormats.Open(file));
            }

            Check(path, map, shards);
            return new ShardedWeights(path, shards, map);
        }
        catch
        {
            foreach (WeightFile shard in shards.Values)
            {
                shard.Dispose();
            }

            throw;
        }
    }

    public override void CopyTo(WeightEntry entry, Span<byte> destination) => shards[shardOf[entry.Name]].CopyTo(entry, destination);

    internal override (MappedFile File, long Offset)? Place(WeightEntry entry) => shards[shardOf[entry.Name]].Place(entry);

    protected override void Dispose(bool disposing)
    {
        foreach (WeightFile shard in shards.Values)
        {
            shard.Dispose();
        }
    }

    private static void Check(string path, Dictionary<string, string> map, Dictionary<string, WeightFile> shards)
    {
        foreach ((string name, WeightFile shard) in shards)
        {
            if (shard.Entries.FirstOrDefault(entry => !map.TryGetValue(entry.Name, out string? said) || said != name) is { } stray)
            {
                throw InvalidInputException.At(path, "weight_map", $"does not place the tensor '{stray.Name}' in {name}, where it lies.");
            }
        }

        if (map.FirstOrDefault(pair => !shards[pair.Value].Contains(pair.Key)) is { Key: not null } absent)
        {
            throw InvalidInputException.At(path, "weight_map", $"places the tensor '{absent.Key}' in {absent.Value}, which lacks it.");
        }
    }

    private static Dictionary<string, string> ReadIndex(string path)
    {
        if (new FileInfo(path).Length > MaximumIndexBytes)
        {
            throw InvalidInputException.At(path, null, $"is larger than {MaximumIndexBytes >> 20} MB, which no index is.");
        }

        try
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(path));
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("weight_map", out JsonElement map)
                || map.ValueKind != JsonValueKind.Object)
            {
                throw InvalidInputException.At(path, null, "has no weight_map.");
            }

            var result = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (JsonProperty pair in map.EnumerateObject())
            {
                string? file = pair.Value.ValueKind == JsonValueKind.String ? pair.Value.GetString() : null;
                if (file is null || file.Length == 0 || file != System.IO.Path.GetFileName(file) || file is "." or ".." || file.Contains('\\', StringComparison.Ordinal)
                    || file.EndsWith(".index.json", StringComparison.Ordinal))
                {
                    throw InvalidInputException.At(path, $"weight_map '{pair.Name}'", $"'{file}' is no file beside the index.");
                }

                if (!result.TryAdd(pair.Name, file))
                {
                    throw InvalidInputException.At(path, $"weight_map '{pair.Name}'", "stands there twice.");
                }
            }

            return result.Count > 0 && result.Values.Distinct().Count() <= MaximumShards
                ? result
                : throw InvalidInputException.At(path, "weight_map", $"must name 1 to {MaximumShards} shards.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Text that is not Unicode comes as the second.
            throw InvalidInputException.At(path, null, $"is not valid JSON: {e.Message}", innerException: e);
        }
    }
}
