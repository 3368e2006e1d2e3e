using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training.Tests;

[Trait("Category", "Fixtures")]
public sealed class SemanticMatchingGoldenTests
{
    private static Tensor Safe(Tensor embeddings) => nn.functional.normalize(embeddings);

    // The released code divides by the norm itself: a zero embedding makes NaN.
    private static Tensor Plain(Tensor embeddings) => embeddings / embeddings.norm(1, keepdim: true);

    private static SemanticMatchingObjective Paper(JsonElement json) => new(new SemanticMatchingOptions
    {
        Behaviour = Behaviour.Paper,
        TargetTemperature = json.TryGetProperty("target_temperature", out JsonElement temperature) ? temperature.Number() : 1,
    });

    [SkippableFact]
    public void Paper_agrees_with_equations_3_to_9()
    {
        JsonElement file = Golden.Open("losses/paper.json");
        LossCase[] cases = [.. LossCase.In(file.GetProperty("cases"))];
        cases.ShouldNotBeEmpty();
        foreach (LossCase golden in cases)
        {
            golden.Check(Paper(golden.Json), Safe);
        }
    }

    [SkippableFact]
    public void Paper_targets_agree_with_equations_3_to_5()
    {
        foreach (JsonElement json in Golden.Open("losses/paper.json").GetProperty("cases").EnumerateArray())
        {
            using DisposeScope scope = NewDisposeScope();
            string name = json.GetProperty("name").GetString()!;
            JsonElement outputs = json.GetProperty("outputs");
            SemanticMatchingObjective objective = Paper(json);
            Tensor similarity = objective.Similarity(
                json.GetProperty("inputs").GetProperty("image_labels").AsTensor(ScalarType.Float64),
                json.GetProperty("inputs").GetProperty("text_labels").AsTensor(ScalarType.Float64));
            similarity.Values().ShouldAgree(outputs.GetProperty("label_similarity").Numbers(), 1e-11, name);
            objective.Targets(similarity).Values().ShouldAgree(outputs.GetProperty("targets_v2t").Numbers(), 1e-11, name);
            objective.Targets(similarity.t()).Values().ShouldAgree(outputs.GetProperty("targets_t2v").Numbers(), 1e-11, name);
        }
    }

    [SkippableFact]
    public void Paper_in_float32_agrees_too()
    {
        foreach (LossCase golden in LossCase.In(Golden.Open("losses/paper.json").GetProperty("cases")).Where(golden => !golden.Name.Contains("zero_norm", StringComparison.Ordinal)))
        {
            (golden with { Type = ScalarType.Float32 }).Check(Paper(golden.Json), Safe);
        }
    }

    [SkippableFact]
    public void Reference_agrees_with_the_released_code()
    {
        JsonElement file = Golden.Open("losses/reference.json");
        LossCase[] cases = [.. LossCase.In(file.GetProperty("cases"))];
        cases.ShouldNotBeEmpty();
        foreach (LossCase golden in cases)
        {
            bool labelled = golden.Json.GetProperty("inputs").TryGetProperty("image_labels", out _);
            IContrastiveObjective objective = labelled
                ? new SemanticMatchingObjective(Behaviour.Reference)
                : new InfoNceObjective(LogScaleClamp.Reference);
            golden.Check(objective, Plain);
        }
    }

    [SkippableFact]
    public void Reference_computes_its_loss_in_float64_for_float32_embeddings()
    {
        LossCase golden = LossCase.In(Golden.Open("losses/reference.json").GetProperty("cases")).First(golden => golden.Type == ScalarType.Float32);
        using DisposeScope scope = NewDisposeScope();
        JsonElement inputs = golden.Json.GetProperty("inputs");
        ContrastiveLoss loss = new SemanticMatchingObjective(Behaviour.Reference).Compute(new ContrastiveInputs(
            Plain(inputs.GetProperty("image").AsTensor(ScalarType.Float32)), Plain(inputs.GetProperty("text").AsTensor(ScalarType.Float32)),
            tensor(2.0f), inputs.GetProperty("image_labels").AsTensor(ScalarType.Float32), inputs.GetProperty("text_labels").AsTensor(ScalarType.Float32)));
        loss.Total.dtype.ShouldBe(ScalarType.Float64);
        golden.Json.GetProperty("loss_dtype").GetString().ShouldBe("float64");
    }

    [SkippableFact]
    public void Every_image_nearest_to_a_wrong_text_stays_finite()
    {
        foreach (LossCase golden in LossCase.In(Golden.Open("losses/hard.json").GetProperty("every_image_nearest_to_a_wrong_text")))
        {
            bool labelled = golden.Json.GetProperty("inputs").TryGetProperty("image_labels", out _);
            golden.Check(labelled ? Paper(golden.Json) : new InfoNceObjective(), Safe);
        }
    }

    [SkippableFact]
    public void Low_precision_embeddings_get_their_loss_in_float32()
    {
        foreach (JsonElement json in Golden.Open("losses/hard.json").GetProperty("low_precision_inputs").EnumerateArray())
        {
            using DisposeScope scope = NewDisposeScope();
            ScalarType low = json.GetProperty("name").GetString() == "float16" ? ScalarType.Float16 : ScalarType.BFloat16;
            JsonElement inputs = json.GetProperty("inputs");
            Tensor Unit(string key) => Safe(inputs.GetProperty(key).AsTensor(low).to_type(ScalarType.Float32));
            ContrastiveLoss loss = Paper(json).Compute(new ContrastiveInputs(
                Unit("image"), Unit("text"), tensor((float)-Math.Log(json.GetProperty("tau").Number())),
                inputs.GetProperty("image_labels").AsTensor(ScalarType.Float32), inputs.GetProperty("text_labels").AsTensor(ScalarType.Float32)));
            loss.Total.dtype.ShouldBe(ScalarType.Float32);
            loss.Total.Values()[0].ShouldAgree(json.GetProperty("loss_in_fp32"), 2e-6, json.GetProperty("name").GetString()!);
        }
    }
}
