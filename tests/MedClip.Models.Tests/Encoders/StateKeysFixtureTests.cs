using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models.Tests;

/// <summary>fixtures/models/keys: names and shapes of full-size networks.</summary>
[Trait("Category", "Fixtures")]
public sealed class StateKeysFixtureTests
{
    public static TheoryData<string> Listings => ["swin-tiny.transformers-4.24", "bert-base.transformers-4.24", "resnet50.torchvision", "medclip-vit", "medclip-resnet"];

    [SkippableTheory]
    [MemberData(nameof(Listings))]
    public void Names_and_shapes_are_the_references(string listing)
    {
        string[][] rows = [.. File.ReadLines(SharedFolder.RequireFixture($"models/keys/{listing}.tsv")).Skip(1).Select(line => line.Split('\t'))];
        using DisposeScope scope = NewDisposeScope();
        using nn.Module module = Build(listing);
        string[] actual = [.. module.state_dict().Select(pair => $"{pair.Key} [{string.Join(",", pair.Value.shape)}]").Order(StringComparer.Ordinal)];
        HashSet<string> tolerated = [.. rows.Where(row => row[3] == "tolerated").Select(row => row[0])];
        string[] expected = [.. rows.Where(row => !tolerated.Contains(row[0])).Select(row => $"{row[0]} {row[1]}").Order(StringComparer.Ordinal)];
        actual.Where(line => !tolerated.Contains(line.Split(' ')[0])).ShouldBe(expected);
    }

    private static nn.Module Build(string listing) => listing switch
    {
        "swin-tiny.transformers-4.24" => new Swin(SwinConfig.Tiny),
        "bert-base.transformers-4.24" => new Bert(BertConfig.Base),
        "resnet50.torchvision" => new ResNet(ResNetConfig.ResNet50, outputs: 1000, bias: true),
        "medclip-vit" => MedClip(MedClipConfig.MedClipVit),
        _ => MedClip(MedClipConfig.MedClipResNet),
    };

    private static MedClipModel MedClip(MedClipConfig config) => new(EncoderFactory.Image(config), EncoderFactory.Text(config), config);
}
