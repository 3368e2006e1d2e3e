using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models.Tests;

/// <summary>fixtures/models/full: both MedCLIP models in full size, with weights from a formula.</summary>
[Trait("Category", "Fixtures")]
public sealed class FullModelFixtureTests
{
    [Fact]
    public void The_formula_gives_its_test_values()
    {
        FormulaWeights.Values(0, "bn1.running_mean", [64])[..3].ShouldBe([-0.0488524809f, -0.0389137156f, -0.0604337938f]);
        FormulaWeights.Values(0, "conv1.weight", [64, 3, 7, 7])[..3].ShouldBe([-0.074175328f, -0.128082201f, -0.0838421136f]);
        FormulaWeights.Values(0, "layernorm.weight", [768])[..3].ShouldBe([1.05543327f, 1.05554807f, 0.973269761f]);
    }

    [SkippableTheory]
    [InlineData("medclip-vit")]
    [InlineData("medclip-resnet")]
    public void Embeddings_and_logits_of_the_full_networks_agree(string network)
    {
        string folder = SharedFolder.RequireFixture("models/full");
        using JsonDocument facts = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, $"{network}.json")));
        MedClipConfig config = MedClipConfig.Presets[network] with { Text = BertConfig.Base };
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using var model = new MedClipModel(EncoderFactory.Image(config), EncoderFactory.Text(config), config);
        FormulaWeights.Fill(model, facts.RootElement.GetProperty("seed").GetUInt64());
        model.eval();
        Dictionary<string, Tensor> inputs = TensorFile.Load(Path.Combine(folder, "inputs.safetensors"));
        Dictionary<string, Tensor> expected = TensorFile.Load(Path.Combine(folder, $"{network}.safetensors"));
        (Tensor pixels, Tensor ids, Tensor mask) = (inputs["pixel_values"], inputs["bert.input_ids"], inputs["bert.attention_mask"]);
        Tensors.ShouldMatch(model.Vision.call(pixels), expected["out.image_embeds_raw"], 2e-5, "projected");
        Tensors.ShouldMatch(model.EncodeImages(pixels), expected["out.image_embeds"], 2e-5, "image embeddings");
        Tensors.ShouldMatch(model.EncodeTexts(ids, mask), expected["out.text_embeds.reference"], 2e-5, "text embeddings");
        Tensor logits = model.call(pixels, ids, mask);
        Tensors.Numbers(logits - expected["out.logits_per_image.reference"]).Max(Math.Abs).ShouldBeLessThanOrEqualTo(5e-5);
        model.parameters().Sum(parameter => parameter.numel()).ShouldBe(facts.RootElement.GetProperty("parameters").GetInt64());
    }
}
