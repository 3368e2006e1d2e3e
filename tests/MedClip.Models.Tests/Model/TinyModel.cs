using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models.Tests;

/// <summary>One of the small MedCLIP models of fixtures/models (those with a config.json): its configuration, inputs and goldens.</summary>
internal sealed class TinyModel
{
    private TinyModel(string folder, bool doubles)
    {
        Folder = folder;
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "config.json")));
        Config = ArchitectureJson.Read(Path.Combine(folder, "config.json"));
        WithoutGradient = [.. document.RootElement.GetProperty("parameters_without_gradient").EnumerateArray().Select(e => e.GetString()!)];
        Inputs = TensorFile.Load(Path.Combine(folder, "inputs.safetensors"));
        Expected = TensorFile.Load(Path.Combine(folder, doubles ? "expected.float64.safetensors" : "expected.safetensors"));
        Type = doubles ? ScalarType.Float64 : ScalarType.Float32;
        Pixels = Inputs["pixel_values"].to(Type);
    }

    public string Folder { get; }

    public MedClipConfig Config { get; }

    public IReadOnlyList<string> WithoutGradient { get; }

    public Dictionary<string, Tensor> Inputs { get; }

    public Dictionary<string, Tensor> Expected { get; }

    public ScalarType Type { get; }

    public Tensor Pixels { get; }

    /// <summary>The folders with a small model, whatever they are called.</summary>
    public static IEnumerable<string> Folders => Directory.GetDirectories(SharedFolder.RequireFixture("models"))
        .Where(folder => File.Exists(Path.Combine(folder, "config.json")) && File.Exists(Path.Combine(folder, "expected.safetensors"))).Order(StringComparer.Ordinal);

    public static IEnumerable<TinyModel> All(bool doubles = false) => Folders.Select(folder => new TinyModel(folder, doubles));

    public MedClipModel Build(TextPooling pooling)
    {
        var model = new MedClipModel(Config with { Text = (BertConfig)Config.Text with { Pooling = pooling } }, new SeedSequence(0));
        StateFile.LoadInto(Path.Combine(Folder, "model.safetensors"), model);
        model.to(Type);
        model.eval();
        return model;
    }

    /// <summary>The soft-label loss of fixtures/models/README.md, in float64.</summary>
    public Tensor SoftLoss(Tensor logits)
    {
        Tensor similarity = Inputs["img_labels"].matmul(Inputs["text_labels"].transpose(0, 1));
        Tensor wide = logits.to(ScalarType.Float64);
        return (Half(similarity, wide) + Half(similarity.transpose(0, 1), wide.transpose(0, 1))) / 2;

        static Tensor Half(Tensor targets, Tensor logits) => -(targets.softmax(1) * nn.functional.log_softmax(logits, 1)).sum() / logits.shape[0];
    }
}
