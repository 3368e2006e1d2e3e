using System.Security.Cryptography;
using MedClip.Data;
using MedClip.Training;

namespace MedClip.Cli;

/// <summary>Whom a run trained on, as far as its folder and the table that it names still tell.</summary>
internal static class RunPatients
{
    /// <summary>The patients of the run's training films; null when the run's folder or its table is not there, or the table was changed since.</summary>
    /// <param name="checkpoint">A run folder, or a checkpoint that may stand in one.</param>
    /// <param name="candidate">Another table that may be the run's own; compared by its SHA-256.</param>
    public static IReadOnlySet<string>? Of(string checkpoint, string candidate)
    {
        string full = Path.GetFullPath(checkpoint);
        string? run = new[] { full, Path.GetFullPath(Path.Combine(full, "..", "..")) }.FirstOrDefault(folder => File.Exists(Path.Combine(folder, "environment.json")));
        if (run is null || RunEnvironment.Read(Path.Combine(run, "environment.json")) is not { } environment)
        {
            return null;
        }

        string[] hashes = [.. environment.Data.Where(fact => fact.Key.StartsWith("sha256 of ", StringComparison.Ordinal)).Select(fact => fact.Value)];
        string[] tables = [candidate, .. environment.Data.TryGetValue("images.source", out string? source) ? [source] : Array.Empty<string>()];
        if (tables.FirstOrDefault(table => File.Exists(table) && hashes.Contains(Hash(table))) is not { } own)
        {
            return null;
        }

        ImageTable table = ImageTable.Load(own, imageRoot: null, new ImageTableOptions { DuplicatePaths = DuplicatePaths.KeepFirst, MissingFiles = MissingFiles.DoNotCheck });
        TrainingOptions options = TrainingOptionsJson.Load(Path.Combine(run, "config.json"));
        PatientSplit split = table.Any(film => film.Split is not null)
            ? PatientSplit.ByColumn(table)
            : PatientSplit.ByFraction(table, options.Validation.Fraction, new SeedSequence(options.Seed));
        return split.Train.Select(i => table[i].Patient).OfType<string>().ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The SHA-256 of a file, lower-case hexadecimal.</summary>
    public static string Hash(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
