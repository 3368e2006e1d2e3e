using System.Security.Cryptography;
using System.Text.Json;

namespace MedClip.Training;

/// <summary>Checkpoints that hold the run's state and no model to use: enough to resume. <c>checksums.json</c> lists the SHA-256 of each file.</summary>
public sealed class StateOnlyCheckpoints : ICheckpointStore
{
    private const string ChecksumsName = "checksums.json";

    /// <inheritdoc/>
    public void Save(string path, TrainingState state, Action<string>? extra) => AtomicFolder.Write(path, folder =>
    {
        extra?.Invoke(folder);
        AtomicFile.WriteText(Path.Combine(folder, ChecksumsName), JsonSerializer.Serialize(
            Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).ToDictionary(file => Path.GetFileName(file), Hash)));
    });

    /// <inheritdoc/>
    public string? Find(string path) => Directory.Exists(path) ? path : null;

    /// <inheritdoc/>
    public void Verify(string folder)
    {
        string list = Path.Combine(folder, ChecksumsName);
        if (!File.Exists(list))
        {
            throw InvalidInputException.At(list, null, "is missing.");
        }

        foreach ((string name, string hash) in JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(list)) ?? [])
        {
            string file = Path.Combine(folder, Path.GetFileName(name));
            if (!File.Exists(file) || Hash(file) != hash)
            {
                throw InvalidInputException.At(file, null, File.Exists(file) ? "has been changed or damaged: its SHA-256 is not the one listed." : "is missing.");
            }
        }
    }

    private static string Hash(string file)
    {
        using FileStream stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
