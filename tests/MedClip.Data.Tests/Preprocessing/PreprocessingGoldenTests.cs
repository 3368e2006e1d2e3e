using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace MedClip.Data;

[Trait("Category", "Fixtures")]
public sealed class PreprocessingGoldenTests
{
    [SkippableFact]
    public void Every_picture_passes_both_released_paths_bit_for_bit()
    {
        string folder = SharedFolder.RequireFixture("preprocessing");
        using JsonDocument goldens = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "images.json")));
        var differences = new List<string>();
        int compared = 0;
        foreach (JsonElement golden in goldens.RootElement.EnumerateArray())
        {
            string? path = golden.TryGetProperty("file", out JsonElement file) ? Path.Combine(folder, file.GetString()!)
                : SharedFolder.DataFile(golden.GetProperty("data").GetString()!);
            if (path is null)
            {
                continue;
            }

            if (IsOfAKindThatIsNotRead(golden))
            {
                Should.Throw<InvalidInputException>(() => new ImageReader().Read(path)).Message.ShouldContain("not read");
                continue;
            }

            if (!JpegDecoding.IsThatOfPillow && golden.GetProperty("format").GetString() == "JPEG")
            {
                continue;
            }

            string name = golden.GetProperty("name").GetString()!;
            PixelImage image = new ImageReader().Read(path);
            Compare($"{name}: grey", Hash(image.ClipTo8Bits().Pixels8), golden.GetProperty("grey_sha256"));
            ComparePath(name, image, golden.GetProperty("processor"), PreprocessingPath.Processor);
            ComparePath(name, image, golden.GetProperty("evaluation"), PreprocessingPath.Evaluation);
            compared++;
        }

        differences.ShouldBeEmpty();
        compared.ShouldBeGreaterThan(0);

        void ComparePath(string name, PixelImage image, JsonElement golden, PreprocessingPath path)
        {
            var preprocessor = new ImagePreprocessor(new PreprocessingSpec { Path = path });
            var values = new float[preprocessor.Spec.Length];
            preprocessor.Apply(image, values);
            Compare($"{name}: {path} bytes", Hash(preprocessor.ToModelInput(image).Pixels8), golden.GetProperty("u8_sha256"));
            Compare($"{name}: {path} floats", Hash(MemoryMarshal.AsBytes<float>(values)), golden.GetProperty("f32").GetProperty("sha256"));
        }

        void Compare(string what, string actual, JsonElement expected)
        {
            if (actual != expected.GetString())
            {
                differences.Add(what);
            }
        }
    }

    [SkippableFact]
    public void Normalised_levels_have_the_golden_bits()
    {
        string file = SharedFolder.RequireFixture("preprocessing/normalise_table.json");
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllText(file));
        foreach ((string key, PreprocessingPath path) in new[] { ("processor", PreprocessingPath.Processor), ("evaluation", PreprocessingPath.Evaluation) })
        {
            float[] levels = new ImagePreprocessor(new PreprocessingSpec { Path = path }).Levels.ToArray();
            levels.Select(level => BitConverter.SingleToUInt32Bits(level).ToString("x8"))
                .ShouldBe(golden.RootElement.GetProperty(key).EnumerateArray().Select(bits => bits.GetString()!));
        }
    }

    [SkippableFact]
    public void Filter_weights_are_exact()
    {
        string file = SharedFolder.RequireFixture("preprocessing/weights.json");
        using JsonDocument goldens = JsonDocument.Parse(File.ReadAllText(file));
        foreach (JsonElement golden in goldens.RootElement.EnumerateArray())
        {
            int Number(string key) => golden.GetProperty(key).GetInt32();
            var filter = Enum.Parse<ResampleFilter>(golden.GetProperty("filter").GetString()!, ignoreCase: true);
            (int first, double[] weights) = ResampleWeights.Exact(Number("in_size"), Number("out_size"), filter, Number("position"));
            first.ShouldBe(Number("first_input"));
            weights.ShouldBe([.. golden.GetProperty("weights").EnumerateArray().Select(weight => weight.GetDouble())], 1e-15);
            ResampleWeights all = ResampleWeights.Create(Number("in_size"), Number("out_size"), filter);
            all.Fixed.AsSpan(Number("position") * all.Stride, all.Count[Number("position")]).ToArray()
                .ShouldBe(golden.GetProperty("fixed22").EnumerateArray().Select(weight => weight.GetInt32()));
        }
    }

    private static bool IsOfAKindThatIsNotRead(JsonElement golden) =>
        golden.GetProperty("format").GetString() is "GIF" or "JPEG2000" ||
        (golden.GetProperty("format").GetString() == "TIFF" && golden.GetProperty("mode").GetString() == "F");

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
