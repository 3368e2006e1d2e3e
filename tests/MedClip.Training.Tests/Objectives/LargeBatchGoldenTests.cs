using System.Globalization;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training.Tests;

/// <summary>A batch of 2,048 from a formula, at scales up to 100.</summary>
[Trait("Category", "Fixtures")]
public sealed class LargeBatchGoldenTests
{
    private static readonly ulong Gamma = 0x9E3779B97F4A7C15;

    [SkippableTheory]
    [InlineData("paper_tau_0.07", -1)]
    [InlineData("paper_tau_0.01", -1)]
    [InlineData("reference_log_scale_4.6052", 4.6052)]
    [InlineData("info_nce_scale_100", 4.605170185988092)]
    public void Loss_and_gradients_agree(string key, double logScaleValue)
    {
        JsonElement file = Golden.Open("losses/hard.json").GetProperty("large_2048");
        JsonElement expected = file.GetProperty(key);
        JsonElement inputs = file.GetProperty("inputs");
        if (logScaleValue < 0)
        {
            logScaleValue = -Math.Log(double.Parse(key[(key.LastIndexOf('_') + 1)..], CultureInfo.InvariantCulture));
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor image = Draw(inputs.GetProperty("image")).requires_grad_();
        Tensor text = Draw(inputs.GetProperty("text")).requires_grad_();
        Tensor logScale = tensor(logScaleValue, ScalarType.Float64).requires_grad_();
        IContrastiveObjective objective = key.StartsWith("info", StringComparison.Ordinal) ? new InfoNceObjective()
            : new SemanticMatchingObjective(key.StartsWith("paper", StringComparison.Ordinal) ? Behaviour.Paper : Behaviour.Reference);
        ContrastiveLoss loss = objective.Compute(new ContrastiveInputs(
            nn.functional.normalize(image), nn.functional.normalize(text), logScale,
            Draw(inputs.GetProperty("image_labels")), Draw(inputs.GetProperty("text_labels"))));
        loss.Total.backward();

        loss.Total.Values()[0].ShouldAgree(expected.GetProperty("loss"), 1e-11, "loss");
        loss.ImageToText.Values()[0].ShouldAgree(expected.GetProperty("loss_v2t"), 1e-11, "loss_v2t");
        loss.TextToImage.Values()[0].ShouldAgree(expected.GetProperty("loss_t2v"), 1e-11, "loss_t2v");
        logScale.grad!.Values()[0].ShouldAgree(expected.GetProperty("grad_log_scale"), 1e-9, "grad_log_scale");
        image.grad!.norm().Values()[0].ShouldAgree(expected.GetProperty("grad_image_norm"), 1e-9, "grad_image_norm");
        image.grad![0].Values().ShouldAgree(expected.GetProperty("grad_image_row_0").Numbers(), 1e-9, "grad_image_row_0");
        text.grad![2047].Values().ShouldAgree(expected.GetProperty("grad_text_row_last").Numbers(), 1e-9, "grad_text_row_last");
    }

    private static Tensor Draw(JsonElement formula)
    {
        ulong stream = ulong.Parse(formula.GetProperty("stream").GetString()![2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        ulong skip = formula.GetProperty("skip").GetUInt64();
        long[] shape = [.. formula.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];
        bool gauss = formula.GetProperty("dist").GetString() == "gauss4";
        var values = new double[shape[0] * shape[1]];
        for (int k = 0; k < values.Length; k++)
        {
            ulong z = new SplitMix64(unchecked(stream + ((skip + (ulong)k) * Gamma))).NextUInt64();
            values[k] = gauss
                ? ((double)((z & 0xFFFF) + ((z >> 16) & 0xFFFF) + ((z >> 32) & 0xFFFF) + (z >> 48)) - 131070) / 32768
                : (z >> 40) / 16777216.0 < 0.15 ? 1 : 0;
        }

        return tensor(values, shape);
    }
}
