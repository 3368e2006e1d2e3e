using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training.Tests;

/// <summary>The whole batch's loss that gathered shards must come to (fixtures/losses/gather.json).</summary>
[Trait("Category", "Fixtures")]
public sealed class GatherGoldenTests
{
    private static IContrastiveObjective Objective(string name) =>
        name.StartsWith("info_nce", StringComparison.Ordinal) ? new InfoNceObjective() : new SemanticMatchingObjective(Behaviour.Paper);

    [SkippableFact]
    public void Shards_put_together_give_the_single_process_loss_and_gradients()
    {
        LossCase[] cases = [.. LossCase.In(Golden.Open("losses/gather.json").GetProperty("cases"))];
        cases.ShouldNotBeEmpty();
        foreach (LossCase golden in cases)
        {
            using DisposeScope scope = NewDisposeScope();
            JsonElement inputs = golden.Json.GetProperty("inputs");
            JsonElement expected = golden.Json.GetProperty("single_process");
            Tensor image = inputs.GetProperty("image").AsTensor(ScalarType.Float64).requires_grad_();
            Tensor text = inputs.GetProperty("text").AsTensor(ScalarType.Float64).requires_grad_();
            Tensor logScale = tensor(golden.Json.GetProperty("log_scale").GetDouble()).requires_grad_();
            int processes = golden.Json.GetProperty("processes").GetInt32();
            Tensor Gathered(Tensor rows) => cat([.. rows.chunk(processes, 0).Select(shard => nn.functional.normalize(shard))], 0);
            Tensor? Labels(string key) => inputs.TryGetProperty(key, out JsonElement labels) ? labels.AsTensor(ScalarType.Float64) : null;
            Tensor total = Objective(golden.Name).Compute(new ContrastiveInputs(Gathered(image), Gathered(text), logScale, Labels("image_labels"), Labels("text_labels"))).Total;
            total.backward();
            total.Values()[0].ShouldAgree(expected.GetProperty("loss"), 1e-11, golden.Name);
            image.grad!.Values().ShouldAgree(expected.GetProperty("grad_image").Numbers(), 1e-9, golden.Name);
            text.grad!.Values().ShouldAgree(expected.GetProperty("grad_text").Numbers(), 1e-9, golden.Name);
            logScale.grad!.Values()[0].ShouldAgree(expected.GetProperty("grad_log_scale"), 1e-9, golden.Name);
        }
    }

    [SkippableFact]
    public void Uneven_shards_are_one_batch_too()
    {
        JsonElement golden = Golden.Open("losses/gather.json").GetProperty("uneven_shards");
        using DisposeScope scope = NewDisposeScope();
        JsonElement inputs = golden.GetProperty("inputs");
        Tensor Given(string key) => inputs.GetProperty(key).AsTensor(ScalarType.Float64);
        Tensor total = new SemanticMatchingObjective(Behaviour.Paper).Compute(new ContrastiveInputs(
            nn.functional.normalize(Given("image")), nn.functional.normalize(Given("text")), tensor(-Math.Log(golden.GetProperty("tau").GetDouble())),
            Given("image_labels"), Given("text_labels"))).Total;
        total.Values()[0].ShouldAgree(golden.GetProperty("sum_is_the_global_loss"), 1e-11, "uneven");
    }
}
