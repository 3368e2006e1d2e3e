using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training.Tests;

/// <summary>Supervised heads against the released classifier and PyTorch's losses (fixtures/losses/supervised.json).</summary>
[Trait("Category", "Fixtures")]
public sealed class SupervisedGoldenTests
{
    [SkippableFact]
    public void Heads_agree_with_the_released_classifier()
    {
        LossCase[] cases = [.. LossCase.In(Golden.Open("losses/supervised.json").GetProperty("cases"))];
        cases.ShouldNotBeEmpty();
        foreach (LossCase golden in cases)
        {
            using DisposeScope scope = NewDisposeScope();
            JsonElement inputs = golden.Json.GetProperty("inputs");
            JsonElement outputs = golden.Json.GetProperty("outputs");
            Tensor Leaf(string key) => inputs.GetProperty(key).AsTensor(golden.Type).requires_grad_();
            (Tensor embedding, Tensor weight, Tensor bias) = (Leaf("embedding"), Leaf("weight"), Leaf("bias"));
            Tensor logits = nn.functional.linear(embedding, weight, bias);
            Tensor loss = golden.Json.GetProperty("mode").GetString() == "multiclass"
                ? ClassificationLoss.MultiClass(logits, inputs.GetProperty("labels").AsTensor(ScalarType.Int64))
                : ClassificationLoss.MultiLabel(logits, inputs.GetProperty("labels").AsTensor(golden.Type).reshape(logits.shape));
            loss.backward();
            logits.Values().ShouldAgree(outputs.GetProperty("logits").Numbers(), golden.ValueTolerance, golden.Name);
            loss.Values()[0].ShouldAgree(outputs.GetProperty("loss"), golden.ValueTolerance, golden.Name);
            embedding.grad!.Values().ShouldAgree(outputs.GetProperty("grad_embedding").Numbers(), golden.GradientTolerance, golden.Name);
            weight.grad!.Values().ShouldAgree(outputs.GetProperty("grad_weight").Numbers(), golden.GradientTolerance, golden.Name);
            bias.grad!.Values().ShouldAgree(outputs.GetProperty("grad_bias").Numbers(), golden.GradientTolerance, golden.Name);
        }
    }

    [SkippableFact]
    public void Weights_masks_smoothing_and_focus_agree_with_PyTorch()
    {
        JsonElement extras = Golden.Open("losses/supervised.json").GetProperty("extras");
        Tensor Given(string key, ScalarType type = ScalarType.Float64) => extras.GetProperty(key).AsTensor(type);
        using DisposeScope scope = NewDisposeScope();
        Tensor hot = Given("labels_multi_hot");
        Tensor classes = Given("labels_class", ScalarType.Int64);
        Tensor masked = where(Given("mask").gt(0.5), hot, full_like(hot, double.NaN));
        Tensor Classes(Func<Tensor, Tensor> change) => change(classes);
        var losses = new Dictionary<string, Func<Tensor, Tensor>>
        {
            ["bce"] = logits => ClassificationLoss.MultiLabel(logits, hot),
            ["bce_pos_weight"] = logits => ClassificationLoss.MultiLabel(logits, hot, Given("pos_weight")),
            ["bce_masked_mean_over_kept"] = logits => ClassificationLoss.MultiLabel(logits, masked),
            ["ce"] = logits => ClassificationLoss.MultiClass(logits, classes),
            ["ce_class_weight"] = logits => ClassificationLoss.MultiClass(logits, classes, Given("class_weight")),
            ["ce_label_smoothing_0.1"] = logits => ClassificationLoss.MultiClass(logits, classes, smoothing: 0.1),
            ["ce_ignore_index_0"] = logits => ClassificationLoss.MultiClass(logits, Classes(values => where(values.eq(0), full_like(values, -1), values))),
            ["focal_gamma_2_alpha_0.25"] = logits => ClassificationLoss.MultiLabel(logits, hot, focal: (2, 0.25)),
        };
        foreach (JsonProperty expected in extras.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.Object && property.Value.TryGetProperty("loss", out _)))
        {
            Tensor logits = Given("logits").requires_grad_();
            Tensor loss = losses[expected.Name](logits);
            loss.backward();
            loss.Values()[0].ShouldAgree(expected.Value.GetProperty("loss"), 1e-11, expected.Name);
            logits.grad!.Values().ShouldAgree(expected.Value.GetProperty("grad_logits").Numbers(), 1e-9, expected.Name);
        }
    }

    [Fact]
    public void A_head_of_one_class_leaves_out_images_with_none_or_several()
    {
        using DisposeScope scope = NewDisposeScope();
        using var objective = new SupervisedObjective(4, 3, new SeedSequence(1), new SupervisedOptions { Kind = SupervisedKind.MultiClass });
        Tensor features = rand(4, 4);
        ContrastiveInputs Inputs(float[] labels, int rows) => new(features.narrow(0, 0, rows), empty(0, 4), tensor(0f), tensor(labels, [rows, 3]))
        {
            Features = features.narrow(0, 0, rows),
        };
        double two = objective.Compute(Inputs([1, 0, 0, 0, 0, 1], 2)).Total.Values()[0];
        objective.Compute(Inputs([1, 0, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0], 4)).Total.Values()[0].ShouldBe(two, 1e-6);
    }
}
