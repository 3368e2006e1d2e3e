using System.Text.Json;

namespace MedClip.Evaluation.Tests;

/// <summary>Inputs that a golden file gives by formula: splitmix64 draws of a stream.</summary>
internal static class FormulaInput
{
    public static double[] Gauss4(JsonElement input) => [.. Draws(input).Select(z =>
        ((double)((z & 0xFFFF) + ((z >> 16) & 0xFFFF) + ((z >> 32) & 0xFFFF) + (z >> 48)) - 131070) / 32768)];

    public static int[] Below(JsonElement input)
    {
        ulong n = input.GetProperty("n").GetUInt64();
        return [.. Draws(input).Select(z => (int)(((UInt128)(z >> 11) * n) >> 53))];
    }

    public static int[] Shape(JsonElement input) => [.. input.GetProperty("shape").EnumerateArray().Select(e => e.GetInt32())];

    private static IEnumerable<ulong> Draws(JsonElement input)
    {
        ulong stream = Convert.ToUInt64(input.GetProperty("stream").GetString()!, 16);
        ulong skip = input.GetProperty("skip").GetUInt64();
        int count = Shape(input).Aggregate(1, (a, b) => a * b);
        var random = new SplitMix64(stream + (skip * 0x9E3779B97F4A7C15));
        for (int i = 0; i < count; i++)
        {
            yield return random.NextUInt64();
        }
    }

    /// <summary>Points around class centres: (centers[label] · spread + noise) · scale.</summary>
    public static (Points Points, int[] Labels) Clusters(JsonElement inputs, double spread, double scale)
    {
        double[] centers = Gauss4(inputs.GetProperty("centers")), noise = Gauss4(inputs.GetProperty("noise"));
        int[] labels = Below(inputs.GetProperty("labels"));
        int d = Shape(inputs.GetProperty("noise"))[1];
        double[] x = [.. noise.Select((v, i) => ((centers[(labels[i / d] * d) + (i % d)] * spread) + v) * scale)];
        return (new Points(x, d), labels);
    }
}
