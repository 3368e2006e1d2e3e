using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training.Tests;

/// <summary>ConVIRT, SigLIP and GLoRIA against the numbers of the reference codes (fixtures/losses).</summary>
[Trait("Category", "Fixtures")]
public sealed class PairedGoldenTests
{
    private const double Value = 1e-11;
    private const double Gradient = 1e-9;

    private static Tensor Unit(Tensor raw) => nn.functional.normalize(raw);

    private static Tensor Leaf(JsonElement inputs, string key) => inputs.GetProperty(key).AsTensor(ScalarType.Float64).requires_grad_();

    [SkippableFact]
    public void ConVirt_agrees()
    {
        foreach (LossCase golden in Cases("losses/convirt.json", "cases"))
        {
            using DisposeScope scope = NewDisposeScope();
            (JsonElement inputs, JsonElement outputs) = Parts(golden);
            (Tensor image, Tensor text) = (Leaf(inputs, "image"), Leaf(inputs, "text"));
            var objective = new ConVirtObjective(golden.Json.GetProperty("lambda").GetDouble(), golden.Json.GetProperty("tau").GetDouble());
            ContrastiveLoss loss = objective.Compute(new ContrastiveInputs(Unit(image), Unit(text), tensor(1.0)));
            loss.Total.backward();
            loss.Total.Values()[0].ShouldAgree(outputs.GetProperty("loss"), Value, golden.Name);
            loss.ImageToText.Values()[0].ShouldBe(outputs.GetProperty("loss_v2u_per_item").Numbers().Average(), 1e-10, golden.Name);
            loss.TextToImage.Values()[0].ShouldBe(outputs.GetProperty("loss_u2v_per_item").Numbers().Average(), 1e-10, golden.Name);
            image.grad!.Values().ShouldAgree(outputs.GetProperty("grad_image").Numbers(), Gradient, golden.Name);
            text.grad!.Values().ShouldAgree(outputs.GetProperty("grad_text").Numbers(), Gradient, golden.Name);
        }
    }

    [SkippableFact]
    public void SigLip_agrees_its_bias_included()
    {
        foreach (LossCase golden in Cases("losses/siglip.json", "cases"))
        {
            using DisposeScope scope = NewDisposeScope();
            (JsonElement inputs, JsonElement outputs) = Parts(golden);
            (Tensor image, Tensor text) = (Leaf(inputs, "image"), Leaf(inputs, "text"));
            Tensor logScale = tensor(golden.Json.GetProperty("log_scale").GetDouble()).requires_grad_();
            using var objective = new SigLipObjective(golden.Json.GetProperty("bias").GetDouble(), ScalarType.Float64);
            Tensor total = objective.Compute(new ContrastiveInputs(Unit(image), Unit(text), logScale)).Total;
            total.backward();
            total.Values()[0].ShouldAgree(outputs.GetProperty("loss"), Value, golden.Name);
            image.grad!.Values().ShouldAgree(outputs.GetProperty("grad_image").Numbers(), Gradient, golden.Name);
            text.grad!.Values().ShouldAgree(outputs.GetProperty("grad_text").Numbers(), Gradient, golden.Name);
            logScale.grad!.Values()[0].ShouldAgree(outputs.GetProperty("grad_log_scale"), Gradient, golden.Name);
            objective.Module.named_parameters().Single().parameter.grad!.Values()[0].ShouldAgree(outputs.GetProperty("grad_bias"), Gradient, golden.Name);
        }
    }

    [SkippableFact]
    public void Gloria_global_agrees()
    {
        foreach (LossCase golden in Cases("losses/gloria.json", "global"))
        {
            using DisposeScope scope = NewDisposeScope();
            (JsonElement inputs, JsonElement outputs) = Parts(golden);
            (Tensor image, Tensor text) = (Leaf(inputs, "image"), Leaf(inputs, "text"));
            Tensor logits = new GloriaObjective(new GloriaOptions { LogitScale = golden.Json.GetProperty("temp3").GetDouble() }).GlobalLogits(image, text);
            CheckDirections(logits, outputs, golden.Name);
            image.grad!.Values().ShouldAgree(outputs.GetProperty("grad_image").Numbers(), Gradient, golden.Name);
            text.grad!.Values().ShouldAgree(outputs.GetProperty("grad_text").Numbers(), Gradient, golden.Name);
        }
    }

    [SkippableFact]
    public void Gloria_local_agrees()
    {
        foreach (LossCase golden in Cases("losses/gloria.json", "local"))
        {
            using DisposeScope scope = NewDisposeScope();
            (JsonElement inputs, JsonElement outputs) = Parts(golden);
            (Tensor regions, Tensor words) = (Leaf(inputs, "regions"), Leaf(inputs, "words"));
            int[] counts = [.. inputs.GetProperty("caption_lengths").EnumerateArray().Select(count => count.GetInt32())];
            GloriaObjective objective = Local(golden.Json);
            Tensor logits = objective.LocalLogits(regions, words, counts);
            logits.Values().ShouldAgree(outputs.GetProperty("similarities_times_temp3").Numbers(), Value, golden.Name);
            CheckDirections(logits, outputs, golden.Name);
            regions.grad!.Values().ShouldAgree(outputs.GetProperty("grad_regions").Numbers(), Gradient, golden.Name);
            words.grad!.Values().ShouldAgree(outputs.GetProperty("grad_words").Numbers(), Gradient, golden.Name);
            JsonElement[] attention = [.. outputs.GetProperty("attention_of_matching_pairs").EnumerateArray()];
            for (int pair = 0; pair < attention.Length; pair++)
            {
                Tensor own = objective.Attention(regions.flatten(2), words.select(0, pair).narrow(1, 0, counts[pair]));
                own.select(0, pair).Values().ShouldAgree(attention[pair].Numbers(), Value, $"{golden.Name}: attention {pair}");
            }
        }
    }

    [SkippableFact]
    public void Gloria_adds_all_four_terms()
    {
        JsonElement file = Golden.Open("losses/gloria.json");
        LossCase global = LossCase.In(file.GetProperty("global")).First();
        LossCase local = LossCase.In(file.GetProperty("local")).First();
        double sum = global.Json.GetProperty("outputs").GetProperty("loss_sum").GetDouble() + local.Json.GetProperty("outputs").GetProperty("loss_sum").GetDouble();
        sum.ShouldBe(file.GetProperty("combined").GetProperty("square + lengths_7_3_1_5").GetDouble(), 1e-9);

        using DisposeScope scope = NewDisposeScope();
        JsonElement parts = local.Json.GetProperty("inputs");
        Tensor image = global.Json.GetProperty("inputs").GetProperty("image").AsTensor(ScalarType.Float64).narrow(0, 0, 4);
        Tensor text = global.Json.GetProperty("inputs").GetProperty("text").AsTensor(ScalarType.Float64).narrow(0, 0, 4);
        ContrastiveInputs inputs = new(Unit(image), Unit(text), tensor(0.0))
        {
            Regions = parts.GetProperty("regions").AsTensor(ScalarType.Float64),
            Words = parts.GetProperty("words").AsTensor(ScalarType.Float64),
            WordCounts = [.. parts.GetProperty("caption_lengths").EnumerateArray().Select(count => count.GetInt32())],
        };
        double Total(double localWeight, double globalWeight) =>
            new GloriaObjective(new GloriaOptions { LocalWeight = localWeight, GlobalWeight = globalWeight }).Compute(inputs).Total.Values()[0];
        Total(1, 0).ShouldAgree(local.Json.GetProperty("outputs").GetProperty("loss_sum"), Value, "local");
        Total(1, 1).ShouldBe(Total(1, 0) + Total(0, 1), 1e-10);
    }

    private static void CheckDirections(Tensor logits, JsonElement outputs, string name)
    {
        Tensor images = -logits.log_softmax(1).diagonal().mean();
        Tensor texts = -logits.t().log_softmax(1).diagonal().mean();
        (images + texts).backward();
        images.Values()[0].ShouldAgree(outputs.GetProperty("loss_image"), Value, name);
        texts.Values()[0].ShouldAgree(outputs.GetProperty("loss_text"), Value, name);
    }

    private static GloriaObjective Local(JsonElement json) => new(new GloriaOptions
    {
        AttentionScale = json.GetProperty("temp1").GetDouble(),
        WordScale = json.GetProperty("temp2").GetDouble(),
        LogitScale = json.GetProperty("temp3").GetDouble(),
        Aggregate = json.GetProperty("aggregate").GetString() == "sum" ? WordAggregate.Sum : WordAggregate.Mean,
    });

    private static LossCase[] Cases(string file, string key)
    {
        LossCase[] cases = [.. LossCase.In(Golden.Open(file).GetProperty(key))];
        cases.ShouldNotBeEmpty();
        return cases;
    }

    private static (JsonElement Inputs, JsonElement Outputs) Parts(LossCase golden) => (golden.Json.GetProperty("inputs"), golden.Json.GetProperty("outputs"));
}
