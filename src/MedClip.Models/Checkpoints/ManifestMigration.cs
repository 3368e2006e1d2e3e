using System.Text.Json.Nodes;

namespace MedClip.Models;

/// <summary>Brings manifests of earlier versions to the current one, a version at a time, before they are read strictly.</summary>
internal static class ManifestMigration
{
    // The step at index i brings version i + 1 to i + 2. Version 3 lists a fast checksum beside each file's SHA-256; where it lacks, the SHA-256 is checked.
    // Version 4 may hold maps to probabilities and a gate for films.
    private static readonly Action<JsonObject>[] Steps = [SourceOfItsOwn, static _ => { }, static _ => { }];

    /// <exception cref="InvalidInputException">The version is missing or newer than this library.</exception>
    public static JsonObject ToCurrent(string path, byte[] json)
    {
        var manifest = JsonNode.Parse(json) as JsonObject;
        int version = manifest?["formatVersion"] is JsonValue value && value.TryGetValue(out int number) ? number : 0;
        if (manifest is null || version is < 1 or > CheckpointManifest.CurrentFormatVersion)
        {
            throw InvalidInputException.At(
                path, "formatVersion", $"is {version}; this version of MedCLIP reads 1 to {CheckpointManifest.CurrentFormatVersion}.",
                version > CheckpointManifest.CurrentFormatVersion ? "Use a newer MedCLIP." : null);
        }

        foreach (Action<JsonObject> step in Steps.Skip(version - 1))
        {
            step(manifest);
        }

        manifest["formatVersion"] = CheckpointManifest.CurrentFormatVersion;
        return manifest;
    }

    // Version 1 kept the hash of the converted file with the training; version 2 has a record of the file, its hash and its layout.
    private static void SourceOfItsOwn(JsonObject manifest)
    {
        if (manifest["training"] is not JsonObject training)
        {
            return;
        }

        if (training["sourceSha256"] is JsonValue hash && hash.TryGetValue(out string? sha256))
        {
            manifest["source"] = new JsonObject { ["file"] = "unknown", ["sha256"] = sha256, ["layout"] = null };
        }

        training.Remove("sourceSha256");
    }
}
