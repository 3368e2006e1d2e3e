using System.Text.Json;

namespace MedClip.Models.Tests;

/// <summary>Every safetensors file of fixtures/checkpoints: good ones to the bit, bad ones refused with file and cause.</summary>
[Trait("Category", "Fixtures")]
public sealed class SafetensorsFixtureTests
{
    [SkippableFact]
    public void Good_files_read_to_the_bit_and_bad_ones_are_refused()
    {
        string folder = SharedFolder.RequireFixture("checkpoints");
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")));
        int seen = 0;
        foreach (JsonElement item in expected.RootElement.GetProperty("cases").EnumerateArray())
        {
            string relative = item.GetProperty("file").GetString()!;
            if (!relative.EndsWith(".safetensors", StringComparison.Ordinal))
            {
                continue;
            }

            seen++;
            string file = Path.Combine(folder, relative);
            switch (item.GetProperty("verdict").GetString())
            {
                case "accept":
                    ShouldEqual(file, Path.Combine(folder, item.GetProperty("expected").GetString()!));
                    break;
                case "reject":
                    Should.Throw<InvalidInputException>(() => SafetensorsFile.Open(file).Dispose(), relative).Message.ShouldContain(Path.GetFileName(file));
                    break;
                default:
                    EitherReadsOrIsRefused(file);
                    break;
            }
        }

        seen.ShouldBeGreaterThan(0);
    }

    private static void ShouldEqual(string file, string expectedFile)
    {
        using SafetensorsFile actual = SafetensorsFile.Open(file);
        using SafetensorsFile expected = SafetensorsFile.Open(expectedFile);
        actual.Entries.Select(e => e.Name).Order(StringComparer.Ordinal).ShouldBe(expected.Entries.Select(e => e.Name).Order(StringComparer.Ordinal), file);
        foreach (SafetensorsEntry entry in expected.Entries)
        {
            SafetensorsEntry mine = actual[entry.Name];
            mine.Type.ShouldBe(entry.Type);
            mine.Shape.ShouldBe(entry.Shape);
            actual.Bytes(mine).SequenceEqual(expected.Bytes(entry)).ShouldBeTrue($"{file}: {entry.Name}");
        }
    }

    private static void EitherReadsOrIsRefused(string file)
    {
        try
        {
            using SafetensorsFile read = SafetensorsFile.Open(file);
            foreach (SafetensorsEntry entry in read.Entries)
            {
                read.Bytes(entry).Length.ShouldBe((int)entry.ByteLength);
            }
        }
        catch (InvalidInputException e)
        {
            e.Message.ShouldContain(Path.GetFileName(file));
        }
    }
}
