using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models.Tests;

/// <summary>
/// Approved: the names and shapes of every preset's tensors in the layouts in which its weights are published (<c>Approved/NAME.txt</c>), so that a change
/// that loads no published file any more, or writes another one, is seen. <c>MEDCLIP_APPROVE=1</c> writes them as they are.
/// </summary>
public sealed class StateKeysTests
{
    private static readonly string Approved = Path.Combine(SharedFolder.RepositoryRoot, "tests", "MedClip.Models.Tests", "Encoders", "Approved");

    private static readonly SortedDictionary<string, MedClipConfig> Networks = new(
        Architectures.All.UnionBy(MedClipConfig.Presets, pair => pair.Key).Concat(new Dictionary<string, MedClipConfig>
        {
            ["bert-base"] = MedClipConfig.Film64 with { Text = BertConfig.Base }, ["bert-small"] = MedClipConfig.Film64 with { Text = BertConfig.Small },
            ["bert-tiny"] = MedClipConfig.Film64 with { Text = BertConfig.Tiny },
        }).ToDictionary(pair => pair.Key, pair => pair.Value), StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. Networks.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Names_and_shapes_are_the_approved_ones(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        using MedClipModel model = MedClipModel.WithoutWeights(Networks[name]);
        IReadOnlyList<(string Layout, string[] Lines)> actual = [.. Layouts(name).Select(layout => (layout.Name, StateListing.Of(layout.Export(model.state_dict())).ToArray()))];
        string path = Path.Combine(Approved, $"{name}.txt");
        if (Environment.GetEnvironmentVariable("MEDCLIP_APPROVE") == "1")
        {
            File.WriteAllLines(path, actual.SelectMany(layout => StateListing.Compact(layout.Lines).Prepend($"# {layout.Layout}")));
        }

        File.Exists(path).ShouldBeTrue($"{name} has no approved listing; MEDCLIP_APPROVE=1 writes it");
        var approved = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        string heading = "";
        foreach (string line in File.ReadLines(path))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal))
            {
                approved.Add(heading = line[2..], []);
            }
            else
            {
                approved[heading].AddRange(StateListing.Expand(line));
            }
        }

        approved.Keys.ShouldBe(actual.Select(layout => layout.Layout));
        foreach ((string layout, string[] lines) in actual)
        {
            lines.Except(approved[layout]).ShouldBeEmpty($"{layout}: tensors that are not approved");
            approved[layout].Except(lines).ShouldBeEmpty($"{layout}: tensors that were approved and are gone");
            lines.Length.ShouldBe(approved[layout].Count, layout);
        }
    }

    [Fact]
    public void Every_approved_listing_is_of_a_preset() =>
        Directory.GetFiles(Approved).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal).ShouldBe(Networks.Keys);

    [Fact]
    public void A_listing_loses_nothing_by_being_shortened()
    {
        string[] lines = ["a.0.b.1.c [2]", "a.0.b.2.c [2]", "a.0.b.4.c [2]", "a.1.b.1.c [3]", "a.1.b.2.c [2]", "scale []", "7.weight [1]", "8.weight [1]", "x [1] Int64"];
        string[] compact = [.. StateListing.Compact(lines)];
        compact.ShouldBe(["a.0.b.{1-2,4}.c [2]", "a.1.b.1.c [3]", "a.1.b.2.c [2]", "scale []", "{7-8}.weight [1]", "x [1] Int64"]);
        compact.SelectMany(StateListing.Expand).ShouldBe(lines);
    }

    private static WeightLayout[] Layouts(string name) => name.Split('-')[0] switch
    {
        "bert" => [WeightLayouts.Bert],
        "swin" => [WeightLayouts.Swin, WeightLayouts.SwinTransformers5],
        "vit" => [WeightLayouts.Vit],
        "clip" when Networks[name].Vision is ClipResNetConfig => [WeightLayouts.OpenClip],
        "clip" => [WeightLayouts.ClipHuggingFace, WeightLayouts.ClipHuggingFaceTransformers5, WeightLayouts.OpenClip],
        "gloria" => [WeightLayouts.Gloria],
        "convirt" => [WeightLayouts.ConVirt],
        "medclip" when Networks[name].Vision is SwinConfig => [WeightLayouts.MedClip, WeightLayouts.MedClipTransformers5],
        "medclip" or "film64" => [WeightLayouts.MedClip],
        _ => [WeightLayouts.ResNet],
    };
}
