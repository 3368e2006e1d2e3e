using System.Security.Cryptography;
using System.Text.Json;

namespace MedClip.Data;

[Trait("Category", "Fixtures")]
public sealed class HostileFileGoldenTests
{
    [SkippableFact]
    public void Damaged_and_foreign_files_are_refused_or_read_right()
    {
        string folder = SharedFolder.RequireFixture("preprocessing");
        using JsonDocument goldens = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "files.json")));
        var wrong = new List<string>();
        foreach (JsonElement golden in goldens.RootElement.EnumerateArray())
        {
            string name = golden.GetProperty("file").GetString()!;
            string expect = golden.GetProperty("expect").GetString()!;
            try
            {
                PixelImage image = new ImageReader().Read(Path.Combine(folder, name));
                bool mayBeUnseen = !JpegDecoding.SeesDamagedScans && name.Contains("garbage_scan", StringComparison.Ordinal);
                if (!mayBeUnseen && !expect.Contains("accept", StringComparison.Ordinal) && !expect.Contains("treat as black", StringComparison.Ordinal))
                {
                    wrong.Add($"{name} was read: {expect}");
                }

                foreach (JsonProperty version in golden.GetProperty("pillow").EnumerateObject())
                {
                    if (expect != "refuse" && image.BitDepth == 8 && (JpegDecoding.IsThatOfPillow || !IsJpeg(Path.Combine(folder, name))) && version.Value.TryGetProperty("pixels_sha256", out JsonElement hash) &&
                        version.Value.TryGetProperty("mode", out JsonElement mode) && mode.GetString() == "L" &&
                        Convert.ToHexStringLower(SHA256.HashData(image.Pixels8)) != hash.GetString())
                    {
                        wrong.Add($"{name} has other pixels than Pillow {version.Name}");
                    }
                }
            }
            catch (InvalidInputException e)
            {
                if (expect.StartsWith("accept", StringComparison.Ordinal) && !expect.Contains("refuse", StringComparison.Ordinal))
                {
                    wrong.Add($"{name} was refused: {e.Message}");
                }

                if (expect.Contains("naming DICOM", StringComparison.Ordinal) && !e.Message.Contains("DICOM", StringComparison.Ordinal))
                {
                    wrong.Add($"{name}: the message does not name DICOM: {e.Message}");
                }
            }
        }

        wrong.ShouldBeEmpty();
    }

    private static bool IsJpeg(string path) => File.ReadAllBytes(path).AsSpan().StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8]);
}
