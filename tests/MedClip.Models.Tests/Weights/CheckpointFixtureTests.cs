using System.Text.Json;
using MedClip.Models.Fuzz;

namespace MedClip.Models.Tests;

/// <summary>Every file of fixtures/checkpoints: good ones to the bit, bad ones refused with file and cause, and nothing created.</summary>
[Trait("Category", "Fixtures")]
[Collection(Alone.Name)]
public sealed class CheckpointFixtureTests
{
    private const long MostMemory = 64L << 20;

    [SkippableFact]
    public void Good_files_read_to_the_bit_bad_ones_are_refused_and_nothing_is_executed()
    {
        string folder = SharedFolder.RequireFixture("checkpoints");
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")));
        var around = new Surroundings([folder, .. Directory.GetDirectories(folder)]);
        var wrong = new List<string>();
        int seen = 0;
        foreach (JsonElement item in expected.RootElement.GetProperty("cases").EnumerateArray())
        {
            seen++;
            string file = Path.Combine(folder, item.GetProperty("file").GetString()!);
            string? golden = item.TryGetProperty("expected", out JsonElement name) && name.ValueKind == JsonValueKind.String ? Path.Combine(folder, name.GetString()!) : null;
            long allocated = GC.GetTotalAllocatedBytes(precise: true);
            string? problem = Problem(item.GetProperty("verdict").GetString()!, file, golden);
            allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
            if (allocated > MostMemory + new FileInfo(file).Length)
            {
                problem ??= $"allocated {allocated >> 20} MB";
            }

            problem ??= around.Change();
            if (problem is not null)
            {
                wrong.Add($"{Path.GetFileName(file)}: {problem}");
            }
        }

        seen.ShouldBeGreaterThan(0);
        wrong.ShouldBeEmpty();
    }

    private static string? Problem(string verdict, string file, string? golden)
    {
        try
        {
            using WeightFile read = WeightFile.Open(file);
            Dictionary<string, byte[]> tensors = read.Entries.ToDictionary(entry => entry.Name, entry =>
            {
                byte[] bytes = new byte[entry.ByteLength];
                read.CopyTo(entry, bytes);
                return bytes;
            });
            return verdict == "reject" ? "was accepted" : golden is null ? null : Difference(read, tensors, golden);
        }
        catch (InvalidInputException e)
        {
            return verdict == "accept" ? e.Message : e.Message.Contains(Path.GetFileName(file), StringComparison.Ordinal) ? null : $"the error does not name the file: {e.Message}";
        }
    }

    private static string? Difference(WeightFile read, Dictionary<string, byte[]> tensors, string golden)
    {
        using SafetensorsFile expected = SafetensorsFile.Open(golden);
        if (!expected.Entries.Select(e => e.Name).ToHashSet().SetEquals(tensors.Keys))
        {
            return $"has the keys {string.Join(", ", tensors.Keys)}";
        }

        return expected.Entries
            .Where(entry => read[entry.Name].Type != entry.Type || !read[entry.Name].Shape.SequenceEqual(entry.Shape)
                || !expected.Bytes(entry).SequenceEqual(tensors[entry.Name]))
            .Select(entry => $"{entry.Name} differs").FirstOrDefault();
    }
}
