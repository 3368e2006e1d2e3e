using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models.Tests;

/// <summary>fixtures/models/full: every full-size network with weights from a formula, at its outputs and at every stage.</summary>
[Trait("Category", "Fixtures")]
public sealed class FullModelFixtureTests
{
    private const double Features = 2e-5;
    private const double Logits = 5e-5;
    private const double Stages = 1e-5;

    public static TheoryData<string> Networks => SharedFolder.Fixture("models/full") is { } folder
        ? [.. Directory.GetFiles(folder, "*.json").Where(file => File.Exists(Path.ChangeExtension(file, ".safetensors"))).Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)]
        : ["none"];

    [Fact]
    public void The_formula_gives_its_test_values()
    {
        FormulaWeights.Values(0, "bn1.running_mean", [64])[..3].ShouldBe([-0.0488524809f, -0.0389137156f, -0.0604337938f]);
        FormulaWeights.Values(0, "conv1.weight", [64, 3, 7, 7])[..3].ShouldBe([-0.074175328f, -0.128082201f, -0.0838421136f]);
        FormulaWeights.Values(0, "layernorm.weight", [768])[..3].ShouldBe([1.05543327f, 1.05554807f, 0.973269761f]);
    }

    [SkippableTheory]
    [MemberData(nameof(Networks))]
    public void Outputs_and_stages_of_the_full_networks_agree(string network)
    {
        string folder = SharedFolder.RequireFixture("models/full");
        using JsonDocument facts = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, $"{network}.json")));
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Dictionary<string, Tensor> inputs = TensorFile.Load(Path.Combine(folder, "inputs.safetensors"));
        Dictionary<string, Tensor> expected = TensorFile.Load(Path.Combine(folder, $"{network}.safetensors"));
        (nn.Module model, Func<string, string?> rename) = FullNetwork.Build(facts.RootElement);
        using nn.Module owned = model;
        model.eval();
        model.parameters().Sum(parameter => parameter.numel()).ShouldBe(facts.RootElement.GetProperty("parameters").GetInt64());
        StageProbe probe = Watch(model, facts.RootElement.GetProperty("stage_shapes"), rename);
        IReadOnlyDictionary<string, Tensor> outputs = Run(model, inputs, expected);
        string[] wanted = [.. expected.Keys.Where(key => key.StartsWith("out.", StringComparison.Ordinal) && !key.StartsWith("out.float64.", StringComparison.Ordinal))];
        wanted.ShouldNotBeEmpty();
        foreach (string key in wanted)
        {
            Tensor actual = outputs.TryGetValue(key[4..], out Tensor? found) ? found : throw new Xunit.Sdk.XunitException($"{network}: nothing computes {key}");
            if (key.Contains("logits", StringComparison.Ordinal))
            {
                Tensors.Numbers(actual - expected[key]).Max(Math.Abs).ShouldBeLessThanOrEqualTo(Logits, key);
            }
            else
            {
                Tensors.ShouldMatch(actual, expected[key], Features, key);
            }
        }

        foreach (JsonProperty stage in facts.RootElement.GetProperty("stage_shapes").EnumerateObject())
        {
            CompareStage(stage.Name, probe.Seen[stage.Name], [.. stage.Value.EnumerateArray().Select(n => n.GetInt64())], expected);
        }
    }

    private static void CompareStage(string stage, Tensor actual, long[] shape, Dictionary<string, Tensor> expected)
    {
        double[] numbers = Tensors.Numbers(actual.flatten());
        double[] stats = Tensors.Numbers(expected[$"stage.{stage}.stats"]);
        double scale = Math.Max(Math.Abs(stats[2]), Math.Abs(stats[3]));
        void Near(double[] mine, double[] golden, string what) =>
            mine.Zip(golden, (a, e) => Math.Abs(a - e)).Max().ShouldBeLessThanOrEqualTo(Stages * scale, $"{stage} {what}");
        Near(numbers[..32], Tensors.Numbers(expected[$"stage.{stage}.first32"]), "first32");

        // Where only the class token is needed, only it is normalised here.
        if (numbers.Length == shape.Aggregate(1L, (product, size) => product * size))
        {
            Near(numbers[^32..], Tensors.Numbers(expected[$"stage.{stage}.last32"]), "last32");
            Near([numbers.Average(), numbers.Min(), numbers.Max()], [stats[0], stats[2], stats[3]], "stats");
        }
    }

    private static StageProbe Watch(nn.Module model, JsonElement stages, Func<string, string?> rename)
    {
        var probe = new StageProbe(model);
        foreach (JsonProperty stage in stages.EnumerateObject())
        {
            string name = stage.Name;
            if (name.EndsWith("maxpool", StringComparison.Ordinal) || name == "visual.avgpool")
            {
                probe.WatchInput(name, rename(name[..^7] + "layer1.0.conv1.weight")![..^".conv1.weight".Length]);
            }
            else if (name.EndsWith("avgpool", StringComparison.Ordinal))
            {
                probe.WatchInput(name, name[..^"avgpool".Length] + "fc");
            }
            else
            {
                probe.Watch(name, Ours(name, rename)).ShouldBeTrue($"no module for the stage {name}");
            }
        }

        return probe;
    }

    // A module's name follows from the name that a parameter within it gets.
    private static string Ours(string stage, Func<string, string?> rename)
    {
        foreach (string inner in (string[])[".weight", ".ln_1.weight", ".layer_norm1.weight", ".layernorm_before.weight", ".LayerNorm.weight", ".0.conv1.weight", ".c_proj.weight",
            ".token_embedding.weight", ".patch_embedding.weight", ".attention.self.query.weight", ".attention.output.dense.weight", ".norm.weight"])
        {
            if (rename(stage + inner) is { } name)
            {
                int parts = inner.Count(c => c == '.');
                string[] all = name.Split('.');
                return string.Join('.', all[..^parts]);
            }
        }

        return stage;
    }

    private static Dictionary<string, Tensor> Run(nn.Module model, Dictionary<string, Tensor> inputs, Dictionary<string, Tensor> expected)
    {
        (Tensor pixels, Tensor ids, Tensor mask) = (inputs["pixel_values"], inputs["bert.input_ids"], inputs["bert.attention_mask"]);
        switch (model)
        {
            case Swin swin:
                return new() { ["pooled"] = swin.call(pixels), ["last_hidden"] = swin.LastHidden(pixels).narrow(1, 0, expected["out.last_hidden"].shape[1]) };
            case ResNet resnet:
                return new() { ["logits"] = resnet.call(pixels) };
            case Bert bert:
                Tensor last = bert.HiddenStates(ids, mask)[^1];
                Dictionary<string, Tensor> outputs = Enumerable.Range(0, (int)ids.shape[1]).ToDictionary(i => $"last_hidden.token{i}", i => last.select(1, i));
                outputs["last_hidden.first"] = last.select(1, 0);
                outputs["last_hidden.pad"] = last.select(1, ids.shape[1] - 1);
                outputs["pool.reference"] = Pooled(bert, TextPooling.Reference, ids, mask);
                outputs["pool.masked"] = Pooled(bert, TextPooling.Masked, ids, mask);
                outputs["pool.pooler"] = Pooled(bert, TextPooling.Pooler, ids, mask);
                return outputs;
            default:
                return RunDual((MedClipModel)model, pixels, inputs);
        }
    }

    private static Dictionary<string, Tensor> RunDual(MedClipModel model, Tensor pixels, Dictionary<string, Tensor> inputs)
    {
        var outputs = new Dictionary<string, Tensor>
        {
            ["image_embeds_raw"] = model.Vision.call(pixels), ["image_features_raw"] = model.Vision.call(pixels), ["image_embeds"] = model.EncodeImages(pixels),
        };
        if (model.Text.Encoder is not Bert bert)
        {
            (Tensor clipIds, Tensor clipMask) = (inputs["clip.input_ids"], inputs["clip.mask"]);
            outputs["text_features_raw"] = model.Text.call(clipIds, clipMask);
            outputs["text_embeds"] = model.EncodeTexts(clipIds, clipMask);
            outputs["logits_per_image"] = model.call(pixels, clipIds, clipMask);
            return outputs;
        }

        outputs["vision_pooled"] = model.Vision.Encoder is ResNet resnet ? resnet.Maps(pixels).mean([2, 3]) : model.Vision.Encoder.EncodeFeatures(pixels);
        (Tensor ids, Tensor mask) = (inputs["bert.input_ids"], inputs["bert.attention_mask"]);
        foreach ((string name, TextPooling pooling) in new[] { ("masked", TextPooling.Masked), ("pooler", TextPooling.Pooler), ("reference", TextPooling.Reference) })
        {
            Tensor weight = model.state_dict()["text_model.projection_head.weight"];
            Tensor texts = nn.functional.normalize(Pooled(bert, pooling, ids, mask).matmul(weight.transpose(0, 1)), dim: 1);
            outputs[$"text_embeds.{name}"] = texts;
            outputs[$"logits_per_image.{name}"] = model.LogitScale() * outputs["image_embeds"].matmul(texts.transpose(0, 1));
        }

        outputs["text_embeds"] = model.EncodeTexts(ids, mask);
        outputs["logits_per_image"] = model.call(pixels, ids, mask);
        return outputs;
    }

    // The same weights under another pooling.
    private static Tensor Pooled(Bert bert, TextPooling pooling, Tensor ids, Tensor mask) => bert.Pool(bert.HiddenStates(ids, mask), mask, pooling);
}
