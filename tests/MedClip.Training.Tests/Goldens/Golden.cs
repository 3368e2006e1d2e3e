using System.Globalization;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training.Tests;

/// <summary>Reads the arrays and numbers of the golden files: {"shape", "dtype", "data"}, NaN and infinities as strings.</summary>
internal static class Golden
{
    public static JsonElement Open(string relative)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(SharedFolder.RequireFixture(relative)));
        return document.RootElement.Clone();
    }

    public static double Number(this JsonElement element) => element.ValueKind == JsonValueKind.String
        ? double.Parse(element.GetString()!, CultureInfo.InvariantCulture)
        : element.GetDouble();

    public static double[] Numbers(this JsonElement array) => array.ValueKind == JsonValueKind.Object
        ? array.GetProperty("data").Numbers()
        : [.. array.EnumerateArray().SelectMany(entry => entry.ValueKind == JsonValueKind.Array ? entry.Numbers() : [entry.Number()])];

    public static long[] Shape(this JsonElement array) => [.. array.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];

    public static Tensor AsTensor(this JsonElement array, ScalarType type) => tensor(array.Numbers(), array.Shape()).to_type(type);

    public static double[] Values(this Tensor values) => values.detach().cpu().to_type(ScalarType.Float64).contiguous().data<double>().ToArray();

    /// <summary>|a − b| ≤ tolerance · max(1, |b|) everywhere; two NaNs agree.</summary>
    public static void ShouldAgree(this double[] actual, double[] expected, double tolerance, string what)
    {
        actual.Length.ShouldBe(expected.Length, what);
        for (int i = 0; i < actual.Length; i++)
        {
            bool agrees = (double.IsNaN(actual[i]) && double.IsNaN(expected[i])) || actual[i] == expected[i]
                || Math.Abs(actual[i] - expected[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i]));
            agrees.ShouldBeTrue($"{what}[{i}] is {actual[i]:R}, not {expected[i]:R}");
        }
    }

    public static void ShouldAgree(this double actual, JsonElement expected, double tolerance, string what) =>
        new[] { actual }.ShouldAgree([expected.Number()], tolerance, what);
}
