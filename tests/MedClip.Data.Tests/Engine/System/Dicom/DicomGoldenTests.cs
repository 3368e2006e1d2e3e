using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace MedClip.Data;

[Trait("Category", "Fixtures")]
public sealed class DicomGoldenTests
{
    private static readonly DicomReader Reader = new(new DicomReaderOptions { Identifiers = PatientIdentifiers.Keep });

    [SkippableFact]
    public void Every_film_passes_stage_by_stage()
    {
        var wrong = new List<string>();
        int compared = 0;
        foreach ((string folder, string path, JsonElement golden) in Films())
        {
            string name = Path.GetFileName(path);
            DicomFilm film = Reader.Read(path);
            bool lossy = IsLossy(golden);
            CompareStage(name, "stored", () => StoredBytes(film, golden), golden, () => film.Stages.Stored().Select(v => (double)v), lossy, wrong);
            if (golden.TryGetProperty("modality", out _))
            {
                CompareStage(name, "modality", () => MemoryMarshal.AsBytes<double>(film.Stages.Modality()).ToArray(), golden, film.Stages.Modality, lossy, wrong);
                CompareStage(name, "voi", () => MemoryMarshal.AsBytes<double>(film.Stages.Voi()).ToArray(), golden, film.Stages.Voi, lossy, wrong);
                if (film.Stages.VoiKind != golden.GetProperty("voi_kind").GetString())
                {
                    wrong.Add($"{name}: {film.Stages.VoiKind} instead of {golden.GetProperty("voi_kind")}");
                }

                double[] range = [.. golden.GetProperty("range").EnumerateArray().Select(number => number.GetDouble())];
                if (Math.Abs(range[0] - film.Stages.Range!.Value.Low) > Tolerance(lossy) || Math.Abs(range[1] - film.Stages.Range.Value.High) > Tolerance(lossy))
                {
                    wrong.Add($"{name}: the range is {film.Stages.Range}");
                }
            }

            ComparePicture(name, folder, film.Image, golden, lossy, wrong);
            compared++;
        }

        wrong.ShouldBeEmpty();
        compared.ShouldBeGreaterThan(0);
    }

    [SkippableFact]
    public void Every_tag_is_read()
    {
        var wrong = new List<string>();
        foreach ((_, string path, JsonElement golden) in Films())
        {
            DicomTags tags = Reader.ReadTags(path);
            if (tags.TransferSyntax != golden.GetProperty("transfer_syntax").GetString() || tags.HasMetaHeader != golden.GetProperty("has_meta_header").GetBoolean())
            {
                wrong.Add($"{path}: {tags.TransferSyntax}, header {tags.HasMetaHeader}");
            }

            foreach (JsonProperty tag in golden.GetProperty("tags").EnumerateObject())
            {
                string expected = tag.Value.ValueKind == JsonValueKind.Array ? string.Join('\\', tag.Value.EnumerateArray().Select(Text)) : Text(tag.Value);
                if (!Same(tags[tag.Name] ?? "", expected))
                {
                    wrong.Add($"{Path.GetFileName(path)}: {tag.Name} is '{tags[tag.Name]}' instead of '{expected}'");
                }
            }
        }

        wrong.ShouldBeEmpty();
    }

    [SkippableFact]
    public void Broken_files_are_refused_with_a_reason_or_accepted_with_a_warning()
    {
        string folder = SharedFolder.RequireFixture("dicom");
        using JsonDocument goldens = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "broken.json")));
        var wrong = new List<string>();
        foreach (JsonElement golden in goldens.RootElement.EnumerateArray())
        {
            string name = golden.GetProperty("file").GetString()!;
            string expect = golden.GetProperty("expect").GetString()!;
            try
            {
                DicomFilm film = Reader.Read(Path.Combine(folder, name));
                if (!expect.Contains("accept", StringComparison.Ordinal) || (film.Provenance.Warnings.Count == 0 && !name.Contains("deep", StringComparison.Ordinal)))
                {
                    wrong.Add($"{name} was read without a warning: {expect}");
                }
            }
            catch (InvalidInputException e)
            {
                if (expect.StartsWith("accept", StringComparison.Ordinal) || e.Message.Contains("brought the worker down", StringComparison.Ordinal))
                {
                    wrong.Add($"{name}: {e.Message}");
                }
            }
        }

        wrong.ShouldBeEmpty();
    }

    [SkippableFact]
    public void Bare_codestreams_are_refused_as_pictures()
    {
        foreach (string file in Directory.EnumerateFiles(SharedFolder.RequireFixture("dicom/frames")))
        {
            Should.Throw<InvalidInputException>(() => new ImageReader().Read(file)).Message.ShouldContain(Path.GetFileName(file));
        }
    }

    private static IEnumerable<(string Folder, string Path, JsonElement Golden)> Films()
    {
        string folder = SharedFolder.RequireFixture("dicom");
        using JsonDocument goldens = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "dicom.json")));
        foreach (JsonElement golden in goldens.RootElement.EnumerateArray())
        {
            string? path = golden.TryGetProperty("file", out JsonElement file) ? Path.Combine(folder, file.GetString()!)
                : SharedFolder.DataFile(golden.GetProperty("data").GetString()!);
            if (path is not null)
            {
                yield return (folder, path, golden.Clone());
            }
        }
    }

    // Grey values stand as 32-bit numbers, colour as bytes.
    private static byte[] StoredBytes(DicomFilm film, JsonElement golden) => golden.GetProperty("stored").GetProperty("dtype").GetString() == "u1"
        ? [.. film.Stages.Stored().Select(value => (byte)value)]
        : MemoryMarshal.AsBytes<int>(film.Stages.Stored()).ToArray();

    private static bool IsLossy(JsonElement golden) => golden.GetProperty("transfer_syntax").GetString() is "1.2.840.10008.1.2.4.50" or "1.2.840.10008.1.2.4.51";

    private static bool IsColour(JsonElement golden) => golden.TryGetProperty("rgb", out _);

    private static double Tolerance(bool lossy) => lossy ? 1 : 0;

    private static void CompareStage(
        string name, string stage, Func<byte[]> bytes, JsonElement golden, Func<IEnumerable<double>> values, bool lossy, List<string> wrong)
    {
        JsonElement expected = golden.GetProperty(stage);

        // The decoder has undone the colour transform by then; the picture is compared instead.
        if ((lossy && IsColour(golden)) || Convert.ToHexStringLower(SHA256.HashData(bytes())) == expected.GetProperty("sha256").GetString())
        {
            return;
        }

        double[] actual = [.. values()];
        double scale = Math.Max(1, Math.Max(Math.Abs(expected.GetProperty("max").GetDouble()), Math.Abs(expected.GetProperty("min").GetDouble())));
        double allowed = lossy ? 1 : stage == "stored" ? -1 : 1e-9 * scale;
        if (Math.Abs(actual.Min() - expected.GetProperty("min").GetDouble()) > allowed || Math.Abs(actual.Max() - expected.GetProperty("max").GetDouble()) > allowed ||
            Math.Abs(actual.Average() - expected.GetProperty("mean").GetDouble()) > allowed)
        {
            wrong.Add($"{name}: {stage} differs: min {actual.Min()}, max {actual.Max()}, mean {actual.Average()} instead of {expected}");
        }
    }

    private static void ComparePicture(string name, string folder, PixelImage image, JsonElement golden, bool lossy, List<string> wrong)
    {
        JsonElement expected = golden.GetProperty("u8");
        if (Convert.ToHexStringLower(SHA256.HashData(image.Pixels8)) == expected.GetProperty("sha256").GetString())
        {
            return;
        }

        if (!golden.TryGetProperty("u8_file", out JsonElement file))
        {
            double mean = image.Pixels8.ToArray().Average(pixel => pixel);
            if (!lossy || Math.Abs(mean - expected.GetProperty("mean").GetDouble()) > 0.5)
            {
                wrong.Add($"{name}: the picture differs, mean {mean}");
            }

            return;
        }

        byte[] pixels = File.ReadAllBytes(Path.Combine(folder, file.GetString()!));
        int edges = golden.TryGetProperty("pixels_on_a_rounding_edge", out JsonElement count) ? count.GetInt32() : 0;
        int allowed = lossy ? IsColour(golden) ? 4 : 1 : edges > 0 ? 1 : 0;
        int largest = 0, differing = 0;
        for (int i = 0; i < pixels.Length; i++)
        {
            int difference = Math.Abs(pixels[i] - image.Pixels8[i]);
            largest = Math.Max(largest, difference);
            differing += difference > 0 ? 1 : 0;
        }

        if (largest > allowed || (!lossy && differing > edges))
        {
            wrong.Add($"{name}: {differing} pixels differ, by up to {largest}");
        }
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static bool Same(string actual, string expected)
    {
        if (actual == expected)
        {
            return true;
        }

        string[] left = actual.Split('\\'), right = expected.Split('\\');

        // A pixel aspect ratio of 1 stands in one file as a single number.
        return left.Length == right.Length && left.Zip(right).All(pair => double.TryParse(pair.First, out double a) && double.TryParse(pair.Second, out double b) && a == b);
    }
}
