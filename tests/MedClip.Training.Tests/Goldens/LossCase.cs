using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training.Tests;

/// <summary>One golden of a loss: raw embeddings and labels go in, loss and gradients come out.</summary>
internal sealed record LossCase(string Name, JsonElement Json, ScalarType Type)
{
    public double ValueTolerance => Type == ScalarType.Float64 ? 1e-11 : 2e-6;

    public double GradientTolerance => Type == ScalarType.Float64 ? 1e-9 : 2e-5;

    public static IEnumerable<LossCase> In(JsonElement list) => list.EnumerateArray().Select(json => new LossCase(
        json.GetProperty("name").GetString()!, json,
        json.TryGetProperty("precision", out JsonElement precision) && precision.GetString() == "float32" ? ScalarType.Float32 : ScalarType.Float64));

    public void Check(IContrastiveObjective objective, Func<Tensor, Tensor> normalise)
    {
        using DisposeScope scope = NewDisposeScope();
        JsonElement inputs = Json.GetProperty("inputs");
        JsonElement outputs = Json.GetProperty("outputs");
        Tensor image = inputs.GetProperty("image").AsTensor(Type).requires_grad_();
        Tensor text = inputs.GetProperty("text").AsTensor(Type).requires_grad_();
        Tensor? augmented = inputs.TryGetProperty("augmented_text", out JsonElement second) ? second.AsTensor(Type).requires_grad_() : null;
        Tensor logScale = tensor(LogScale(), Type).requires_grad_();

        Tensor unitImages = normalise(image);
        ContrastiveLoss loss = objective.Compute(Inputs(unitImages, normalise(text)));
        Tensor total = augmented is null
            ? loss.Total
            : (loss.Total + objective.Compute(Inputs(unitImages, normalise(augmented))).Total) / 2;
        total.backward();

        total.Values()[0].ShouldAgree(outputs.GetProperty("loss"), ValueTolerance, $"{Name}: loss");
        Direction("loss_v2t", loss.ImageToText);
        Direction("loss_t2v", loss.TextToImage);
        Gradient("grad_image", image);
        Gradient("grad_text", text);
        if (augmented is not null)
        {
            Gradient("grad_augmented_text", augmented);
        }

        Gradient("grad_log_scale", logScale);
        if (outputs.TryGetProperty("log_scale_after_forward", out JsonElement after))
        {
            logScale.Values()[0].ShouldAgree(after, Type == ScalarType.Float64 ? 1e-15 : 1e-7, $"{Name}: log-scale after forward");
        }

        ContrastiveInputs Inputs(Tensor images, Tensor texts) => new(images, texts, logScale, Labels("image_labels"), Labels("text_labels"));

        Tensor? Labels(string key) => inputs.TryGetProperty(key, out JsonElement labels) ? labels.AsTensor(ScalarType.Float64) : null;

        void Direction(string key, Tensor actual)
        {
            if (outputs.TryGetProperty(key, out JsonElement expected))
            {
                actual.Values()[0].ShouldAgree(expected, ValueTolerance, $"{Name}: {key}");
            }
        }

        void Gradient(string key, Tensor of)
        {
            if (outputs.TryGetProperty(key, out JsonElement expected))
            {
                double[] numbers = expected.ValueKind == JsonValueKind.Object ? expected.Numbers() : [expected.Number()];
                of.grad!.Values().ShouldAgree(numbers, GradientTolerance, $"{Name}: {key}");
            }
        }
    }

    private double LogScale() => Json.TryGetProperty("log_scale", out JsonElement logScale) ? logScale.Number() : -Math.Log(Json.GetProperty("tau").Number());
}
