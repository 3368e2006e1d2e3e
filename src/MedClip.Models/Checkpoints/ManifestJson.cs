using System.Text.Json;
using System.Text.Json.Serialization;

namespace MedClip.Models;

/// <summary>Reads and writes <c>manifest.json</c>.</summary>
internal static class ManifestJson
{
    private const long MaximumBytes = 16L << 20;

    /// <summary>Camel case, enums by name, nothing unknown accepted.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        AllowOutOfOrderMetadataProperties = true,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public static CheckpointManifest Read(string path)
    {
        if (!File.Exists(path))
        {
            throw InvalidInputException.At(path, null, "there is no such file.", "A checkpoint folder holds model.safetensors, manifest.json and vocab.txt.");
        }

        if (new FileInfo(path).Length > MaximumBytes)
        {
            throw InvalidInputException.At(path, null, $"is larger than {MaximumBytes >> 20} MB, which no manifest is.");
        }

        try
        {
            byte[] json = File.ReadAllBytes(path);
            CheckpointManifest manifest = ManifestMigration.ToCurrent(path, json).Deserialize<CheckpointManifest>(Options)
                ?? throw InvalidInputException.At(path, null, "holds null.");
            manifest.Model.Validated(path, "model");
            manifest.Calibration?.Check(path);
            manifest.Gate?.Check();
            if (manifest.Files.Keys.FirstOrDefault(name => Path.IsPathRooted(name) || name.Contains("..", StringComparison.Ordinal)) is { } outside)
            {
                throw InvalidInputException.At(path, "files", $"names '{outside}', which is not within the folder.");
            }

            CheckFindings(path, manifest.Findings);
            return manifest;
        }
        catch (ArgumentException e)
        {
            throw InvalidInputException.At(path, "calibration", e.Message, innerException: e);
        }
        catch (FormatException e)
        {
            throw InvalidInputException.At(path, "gate.parameters", e.Message, "Fit it anew: medclip gate.", e);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException)
        {
            // Text that is not Unicode comes as the second, a tower without its architecture as the third.
            throw InvalidInputException.At(path, (e as JsonException)?.Path, $"is not a valid manifest: {e.Message}", innerException: e);
        }
    }

    private static void CheckFindings(string path, IReadOnlyList<string> findings)
    {
        try
        {
            _ = FindingSet.Of(findings);
        }
        catch (ArgumentException e)
        {
            throw InvalidInputException.At(path, "findings", e.Message, innerException: e);
        }
    }

    public static void Write(string path, CheckpointManifest manifest) =>
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, manifest, Options));
}
