using System.Text.Json;

namespace MedClip.Evaluation.Tests;

/// <summary>Reads golden numbers: arrays as {"shape", "data"}, NaN and infinities as strings, warned values as {"value", "warnings"}.</summary>
internal static class Golden
{
    public const double Tight = 1e-12;

    public static JsonElement Load(string relative) => JsonDocument.Parse(File.ReadAllText(SharedFolder.RequireFixture(relative))).RootElement;

    public static double Number(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.GetProperty("value").Number(),
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        JsonValueKind.String => element.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            var other => throw new InvalidDataException($"'{other}' is no number."),
        },
        _ => element.GetDouble(),
    };

    public static double Number(this JsonElement element, string key) => element.GetProperty(key).Number();

    public static double[] Numbers(this JsonElement element, string key) => element.GetProperty(key).Numbers();

    public static double[] Numbers(this JsonElement element)
    {
        JsonElement data = element.ValueKind == JsonValueKind.Object ? element.GetProperty("data") : element;
        return [.. data.EnumerateArray().Select(Number)];
    }

    public static int[] Integers(this JsonElement element, string key) => [.. element.Numbers(key).Select(v => (int)v)];

    public static bool[] Labels(this JsonElement element, string key) => [.. element.Numbers(key).Select(v => v > 0)];

    public static int Columns(this JsonElement element, string key) => element.GetProperty(key).GetProperty("shape")[1].GetInt32();

    public static bool IsError(this JsonElement element) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty("error", out _);

    public static void ShouldAgree(this double actual, double expected, string what, double tolerance = Tight)
    {
        bool same = double.IsNaN(expected) ? double.IsNaN(actual)
            : double.IsInfinity(expected) ? actual == expected
            : Math.Abs(actual - expected) <= tolerance * Math.Max(1, Math.Abs(expected));
        same.ShouldBeTrue($"{what}: {actual:R} against the golden {expected:R}");
    }

    public static void ShouldAgree(this IReadOnlyList<double> actual, double[] expected, string what, double tolerance = Tight)
    {
        actual.Count.ShouldBe(expected.Length, what);
        for (int i = 0; i < expected.Length; i++)
        {
            actual[i].ShouldAgree(expected[i], $"{what}[{i}]", tolerance);
        }
    }

    public static void ShouldAgree(this Interval actual, JsonElement expected, string what, double tolerance = Tight) =>
        new[] { actual.Low, actual.High }.ShouldAgree(expected.Numbers(), what, tolerance);
}
