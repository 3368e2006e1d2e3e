using System.Security.Cryptography;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace MedClip.Data;

[Trait("Category", "Fixtures")]
public sealed class PillowOperationsGoldenTests
{
    [SkippableFact]
    public void Each_operation_is_exact()
    {
        string folder = SharedFolder.RequireFixture("preprocessing");
        using JsonDocument goldens = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "augment.json")));
        var differences = new List<string>();
        foreach (JsonElement golden in goldens.RootElement.GetProperty("ops").EnumerateArray())
        {
            PixelImage canvas = LoadCanvas(folder, golden);
            if (Hash(Apply(canvas, golden).Pixels8) != golden.GetProperty("sha256").GetString())
            {
                differences.Add(golden.GetRawText());
            }
        }

        differences.ShouldBeEmpty();
    }

    [SkippableFact]
    public void The_whole_training_transform_is_exact_for_given_draws()
    {
        string folder = SharedFolder.RequireFixture("preprocessing");
        using JsonDocument goldens = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "augment.json")));
        var preprocessor = new ImagePreprocessor(new PreprocessingSpec { Path = PreprocessingPath.Evaluation });
        var differences = new List<string>();
        var values = new float[preprocessor.Spec.Length];
        foreach (JsonElement golden in goldens.RootElement.GetProperty("runs").EnumerateArray())
        {
            double Number(string key) => golden.GetProperty(key).GetDouble();
            PixelImage film = LoadCanvas(folder, golden);
            film = golden.GetProperty("flip").GetBoolean() ? PillowOperations.FlipHorizontal(film) : film;
            foreach (JsonElement step in golden.GetProperty("jitter_order").EnumerateArray())
            {
                film = step.GetString() == "brightness"
                    ? PillowOperations.AdjustBrightness(film, Number("brightness"))
                    : PillowOperations.AdjustContrast(film, Number("contrast"));
            }

            film = Affine(film, golden, bilinear: false);
            string afterAffine = Hash(film.Pixels8);
            film = Resampler.Resize(film, 256, 256, ResampleFilter.Bilinear);
            film = PillowOperations.Crop(film, golden.GetProperty("crop_left").GetInt32(), golden.GetProperty("crop_top").GetInt32(), 224, 224);
            preprocessor.Normalise(film, values);
            if (afterAffine != golden.GetProperty("after_affine_sha256").GetString() || Hash(film.Pixels8) != golden.GetProperty("u8_sha256").GetString() ||
                Hash(MemoryMarshal.AsBytes<float>(values)) != golden.GetProperty("f32_sha256").GetString())
            {
                differences.Add(golden.GetRawText());
            }
        }

        differences.ShouldBeEmpty();
    }

    private static PixelImage LoadCanvas(string folder, JsonElement golden) =>
        Canvas.Pad(new ImageReader().Read(Path.Combine(folder, golden.GetProperty("input").GetString()!)), 224);

    private static PixelImage Apply(PixelImage canvas, JsonElement golden)
    {
        int Whole(string key) => golden.GetProperty(key).GetInt32();
        return golden.GetProperty("op").GetString() switch
        {
            "hflip" => PillowOperations.FlipHorizontal(canvas),
            "resize" => Resampler.Resize(canvas, Whole("width"), Whole("height"), ResampleFilter.Bilinear),
            "center_crop" => PillowOperations.Crop(
                canvas, (canvas.Width - Whole("width")) / 2, (canvas.Height - Whole("height")) / 2, Whole("width"), Whole("height")),
            "crop" => PillowOperations.Crop(canvas, Whole("left"), Whole("top"), Whole("width"), Whole("height")),
            "adjust_brightness" => PillowOperations.AdjustBrightness(canvas, golden.GetProperty("factor").GetDouble()),
            "adjust_contrast" => PillowOperations.AdjustContrast(canvas, golden.GetProperty("factor").GetDouble()),
            "affine" => Affine(canvas, golden, golden.GetProperty("interpolation").GetString() == "bilinear"),
            string other => throw new InvalidOperationException($"The golden names an unknown operation '{other}'."),
            null => throw new InvalidOperationException("The golden names no operation."),
        };
    }

    private static PixelImage Affine(PixelImage film, JsonElement golden, bool bilinear)
    {
        JsonElement shift = golden.GetProperty("translate");
        return PillowOperations.Affine(
            film, golden.GetProperty("angle").GetDouble(), shift[0].GetInt32(), shift[1].GetInt32(), golden.GetProperty("scale").GetDouble(), bilinear);
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
