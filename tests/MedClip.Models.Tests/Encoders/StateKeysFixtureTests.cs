using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models.Tests;

/// <summary>fixtures/models/keys: names and shapes of full-size networks, as our weight maps write them.</summary>
[Trait("Category", "Fixtures")]
public sealed class StateKeysFixtureTests
{
    public static TheoryData<string> Listings => SharedFolder.Fixture("models/keys") is { } folder
        ? [.. Directory.GetFiles(folder, "*.tsv").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)]
        : ["none"];

    [SkippableTheory]
    [MemberData(nameof(Listings))]
    public void Names_and_shapes_are_the_references(string listing)
    {
        using var file = new ListingFile(SharedFolder.RequireFixture($"models/keys/{listing}.tsv"));
        IReadOnlyList<string[]> rows = file.Rows;
        using DisposeScope scope = NewDisposeScope();
        (nn.Module module, WeightLayout? layout) = Build(listing, file);
        using nn.Module owned = module;
        Dictionary<string, Tensor> state = module.state_dict();
        IEnumerable<KeyValuePair<string, Tensor>> named = layout is null ? state : layout.Export(state);
        HashSet<string> tolerated = [.. rows.Where(row => row[3] == "tolerated").Select(row => row[0])];
        string[] actual = [.. named.Select(pair => $"{pair.Key} [{string.Join(",", pair.Value.shape)}]").Order(StringComparer.Ordinal)];
        string[] expected = [.. rows.Select(row => $"{row[0]} {row[1]}").Order(StringComparer.Ordinal)];
        bool Needed(string line) => !tolerated.Contains(line.Split(' ')[0]);
        actual.Where(Needed).ShouldBe(expected.Where(Needed));

        // Tolerated buffers may lack, but those that are written are the reference's; as new as transformers 5, they no longer exist.
        actual.Where(line => !Needed(line)).ShouldBeSubsetOf(expected);
        if (layout?.HasPositionBuffers == true)
        {
            actual.ShouldBe(expected);
        }
    }

    private static (nn.Module Module, WeightLayout? Layout) Build(string listing, ListingFile file) => listing switch
    {
        "swin-tiny.transformers-4.24" => (Model(Architectures.All["swin-tiny"], image: true), WeightLayouts.Swin),
        "swin-tiny.transformers-5.23" => (Model(Architectures.All["swin-tiny"], image: true), WeightLayouts.SwinTransformers5),
        "bert-base.transformers-4.24" or "bert-base.transformers-5.23" => (new Bert(BertConfig.Base), null),
        "resnet50.torchvision" => (new ResNet(ResNetConfig.ResNet50, outputs: 1000, bias: true), null),
        "medclip-vit" => (Model(MedClipConfig.MedClipVit), WeightLayouts.MedClip),
        "medclip-resnet" => (Model(MedClipConfig.MedClipResNet), WeightLayouts.MedClip),
        "clip-vit-b32.transformers-4.24" => (Model(MedClipConfig.ClipVitB32), WeightLayouts.ClipHuggingFace),
        "clip-vit-b32.transformers-5.23" => (Model(MedClipConfig.ClipVitB32), WeightLayouts.ClipHuggingFaceTransformers5),
        "clip-vit-b32.open_clip" => (Model(MedClipConfig.ClipVitB32), WeightLayouts.OpenClip),
        "clip-rn50.open_clip" => (Model(MedClipConfig.ClipResNet50), WeightLayouts.OpenClip),
        "gloria-resnet50" => (Model(MedClipConfig.Gloria), WeightLayouts.Gloria),
        "convirt-edreisMD-resnet50" => (Model(MedClipConfig.ConVirt), WeightLayouts.ConVirt),
        _ => Told(file),
    };

    // A listing of another name: its keys tell the layout, its shapes the sizes.
    private static (nn.Module Module, WeightLayout? Layout) Told(ListingFile file)
    {
        WeightPlan plan = WeightPlan.Of(file);
        if (plan.Layout == WeightLayouts.Bert)
        {
            return (new Bert((BertConfig)ArchitectureInference.Text(new WeightShapes(plan), TextPooling.Reference)), null);
        }

        MedClipConfig config = ArchitectureInference.Infer(plan);
        return plan.Layout == WeightLayouts.ResNet && file.Entries.FirstOrDefault(entry => entry.Name == "fc.weight") is { } classes
            ? (new ResNet((ResNetConfig)config.Vision, outputs: (int)classes.Shape[0], bias: file.Contains("fc.bias")), null)
            : (MedClipModel.WithoutWeights(config), plan.Layout == WeightLayouts.ClipHuggingFace && !file.Entries.Any(entry => entry.Name.EndsWith("position_ids", StringComparison.Ordinal))
                ? WeightLayouts.ClipHuggingFaceTransformers5 : plan.Layout);
    }

    private static nn.Module Model(MedClipConfig config, bool image = false)
    {
        var model = new MedClipModel(EncoderFactory.Image(config), EncoderFactory.Text(config), config);
        return image ? new ImageHalf(model.Vision) : model;
    }

    /// <summary>A model whose only keys are the image encoder's.</summary>
    private sealed class ImageHalf : nn.Module
    {
        public ImageHalf(ImageTower tower)
            : base(nameof(ImageHalf)) => register_module("vision_model", tower);
    }
}
