using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace MedClip.Data;

/// <summary>Every resize of the goldens, in Pillow's modes L and RGB (bytes, channel by channel), F and I (numbers), and the dataset class's own resize of a tensor.</summary>
[Trait("Category", "Fixtures")]
public sealed class ResizeGoldenTests
{
    [SkippableFact]
    public void Every_resize_is_exact()
    {
        using JsonDocument goldens = JsonDocument.Parse(File.ReadAllText(SharedFolder.RequireFixture("preprocessing/resize.json")));
        var differences = new List<string>();
        int compared = 0;
        foreach (JsonElement golden in goldens.RootElement.EnumerateArray())
        {
            string mode = golden.GetProperty("mode").GetString()!;
            if (Convert.ToHexStringLower(SHA256.HashData(Resize(golden, mode))) != golden.GetProperty("sha256").GetString())
            {
                differences.Add(golden.ToString());
            }

            compared++;
        }

        differences.ShouldBeEmpty();
        compared.ShouldBeGreaterThan(0);
    }

    [SkippableFact]
    public void The_dataset_classs_resize_of_a_tensor_is_matched_with_and_without_antialiasing()
    {
        string folder = SharedFolder.RequireFixture("preprocessing");
        using JsonDocument goldens = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "dataset_default.json")));
        int compared = 0;
        foreach (JsonElement golden in goldens.RootElement.EnumerateArray())
        {
            var spec = new PreprocessingSpec { Path = PreprocessingPath.Evaluation };
            PixelImage canvas = Canvas.Pad(new ImageReader().Read(Path.Combine(folder, golden.GetProperty("input").GetString()!)).ClipTo8Bits(), spec.Size);
            float[] unit = [.. canvas.Bytes.ToArray().Select(level => level / 255f)];
            float[] values = golden.GetProperty("antialias").GetBoolean()
                ? MapResampler.Resize(unit, canvas.Width, canvas.Height, spec.Size, spec.Size, ResampleFilter.Bilinear)
                : MapInterpolation.Resize(unit, canvas.Width, canvas.Height, spec.Size, spec.Size);
            foreach (JsonElement sample in golden.GetProperty("sample").EnumerateArray())
            {
                float value = values[(sample[0].GetInt32() * spec.Size) + sample[1].GetInt32()];
                ((value - spec.Mean) / spec.StandardDeviation).ShouldBe(sample[2].GetSingle(), 1e-5f, golden.GetProperty("input").GetString());
            }

            values.Average(value => (double)(value - spec.Mean) / spec.StandardDeviation).ShouldBe(golden.GetProperty("mean").GetDouble(), 1e-5);
            compared++;
        }

        compared.ShouldBeGreaterThan(0);
    }

    private static byte[] Resize(JsonElement golden, string mode)
    {
        int Number(string key) => golden.GetProperty(key).GetInt32();
        (int width, int height, int newWidth, int newHeight) = (Number("w"), Number("h"), Number("W"), Number("H"));
        var filter = Enum.Parse<ResampleFilter>(golden.GetProperty("filter").GetString()!, ignoreCase: true);
        int channels = Number("channels");
        byte[] pixels = [.. Enumerable.Range(0, width * height * channels).Select(i => (byte)((uint)(((ulong)i + (ulong)Number("k")) * 2654435761UL) >> 24))];
        switch (mode)
        {
            case "F":
                return MemoryMarshal.AsBytes<float>(MapResampler.Resize([.. pixels.Select(value => (value * 1.5f) - 20)], width, height, newWidth, newHeight, filter)).ToArray();
            case "I":
                return MemoryMarshal.AsBytes<int>(MapResampler.Resize([.. pixels.Select(value => value * 257)], width, height, newWidth, newHeight, filter)).ToArray();
            default:
                PixelImage[] planes = [.. Enumerable.Range(0, channels).Select(channel => Resampler.Resize(
                    new PixelImage(width, height, 8, [.. Enumerable.Range(0, width * height).Select(i => pixels[(i * channels) + channel])]), newWidth, newHeight, filter))];
                return [.. Enumerable.Range(0, newWidth * newHeight * channels).Select(i => planes[i % channels].Bytes[i / channels])];
        }
    }
}
