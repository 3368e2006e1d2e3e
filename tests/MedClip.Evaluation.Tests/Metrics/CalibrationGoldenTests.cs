using System.Text.Json;

namespace MedClip.Evaluation.Tests;

[Trait("Category", "Fixtures")]
public sealed class CalibrationGoldenTests
{
    private static readonly (string Key, int Bins, CalibrationBinning Binning)[] Kinds =
    [
        ("equal_width_15", 15, CalibrationBinning.EqualWidth), ("equal_width_10", 10, CalibrationBinning.EqualWidth),
        ("equal_width_15_guo_edges", 15, CalibrationBinning.EqualWidthClosedAbove), ("adaptive_15", 15, CalibrationBinning.EqualCount),
    ];

    [SkippableFact]
    public void Bins_and_errors_agree()
    {
        JsonElement root = Golden.Load("metrics/calibration.json");
        JsonElement binary = root.GetProperty("binary");
        bool[] labels = binary.Labels("labels");
        double[] p = [.. binary.Numbers("logits").Select(z => 1 / (1 + Math.Exp(-z)))];
        Check(binary.GetProperty("probability_of_the_positive"), labels, p);
        Check(binary.GetProperty("confidence_of_the_predicted"), [.. labels.Select((l, i) => l == p[i] >= 0.5)], [.. p.Select(v => Math.Max(v, 1 - v))]);
        JsonElement edges = root.GetProperty("on_the_edges");
        Check(edges, edges.Labels("hit"), edges.Numbers("confidence"));
    }

    [SkippableFact]
    public void The_confidence_of_one_class_among_many_agrees()
    {
        JsonElement multi = Golden.Load("metrics/calibration.json").GetProperty("multiclass");
        int classes = multi.Columns("logits");
        int[] truth = multi.Integers("labels");
        double[][] p = [.. multi.Numbers("logits").Chunk(classes).Select(z => z.Select(v => Math.Exp(v + UncertaintyScores.Energy(z))).ToArray())];
        Check(
            multi.GetProperty("confidence_is_the_largest_probability"),
            [.. p.Select((row, i) => Array.IndexOf(row, row.Max()) == truth[i])], [.. p.Select(row => row.Max())]);
        Enumerable.Range(0, classes).Average(c => CalibrationBins.Of([.. truth.Select(t => t == c)], [.. p.Select(row => row[c])]).Ece)
            .ShouldAgree(multi.Number("classwise_mean_of_equal_width_15"), "classwise");
    }

    private static void Check(JsonElement expected, bool[] outcomes, double[] confidences)
    {
        foreach ((string key, int bins, CalibrationBinning binning) in Kinds)
        {
            JsonElement one = expected.GetProperty(key);
            CalibrationBins actual = CalibrationBins.Of(outcomes, confidences, bins, binning);
            actual.Ece.ShouldAgree(one.Number("ece"), $"{key} ECE");
            actual.Counts.Select(c => (double)c).ToArray().ShouldAgree(one.Numbers("counts"), $"{key} counts");
            actual.MeanConfidence.ShouldAgree(one.Numbers("mean_confidence"), $"{key} confidence");
            actual.Frequency.ShouldAgree(one.Numbers("frequency"), $"{key} frequency");
            if (one.TryGetProperty("mce", out JsonElement mce))
            {
                actual.Mce.ShouldAgree(mce.Number(), $"{key} MCE");
                actual.Rms.ShouldAgree(one.Number("rms"), $"{key} RMS");
            }
        }
    }
}
