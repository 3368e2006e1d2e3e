using System.Globalization;
using System.Reflection;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models.Tests;

/// <summary>docs/models.md: every preset has a card, and its parameters and operations are those of the network itself.</summary>
public sealed class ModelCardTests
{
    private const int Tokens = 24;

    private static readonly Type[] Configs =
        [typeof(SwinConfig), typeof(ResNetConfig), typeof(VitConfig), typeof(ClipVitConfig), typeof(ClipResNetConfig), typeof(BertConfig), typeof(ClipTextConfig), typeof(MedClipConfig)];

    public static TheoryData<string> Presets => [.. Names];

    private static IEnumerable<string> Names => Configs.SelectMany(type => Of(type).Select(property => $"{type.Name}.{property.Name}"));

    [Theory]
    [MemberData(nameof(Presets))]
    public void A_card_says_the_parameters_and_the_operations_of_its_preset(string preset)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        object config = Of(Configs.Single(type => preset.StartsWith($"{type.Name}.", StringComparison.Ordinal))).Single(property => preset.EndsWith($".{property.Name}", StringComparison.Ordinal)).GetValue(null)!;
        string expected = config switch
        {
            MedClipConfig whole => Both(whole),
            VisionConfig vision => Image(vision),
            _ => Text((TextConfig)config),
        };
        Cards().ShouldContainKey(preset, $"| `{preset}` | … | {expected} |");
        Cards()[preset].ShouldBe(expected);
    }

    [Fact]
    public void No_card_is_of_a_preset_that_does_not_exist() => Cards().Keys.ShouldBeSubsetOf(Names);

    private static string Image(VisionConfig vision)
    {
        using var module = (nn.Module)EncoderFactory.Image(new MedClipConfig { Vision = vision, VisionProjection = ProjectionKind.None });
        module.eval();
        return Card(module, () => ((IImageEncoder)module).EncodeFeatures(zeros(1, vision.Channels, vision.ImageSize, vision.ImageSize)));
    }

    private static string Text(TextConfig text)
    {
        using var module = (nn.Module)EncoderFactory.Text(new MedClipConfig { Text = text });
        module.eval();
        return Card(module, () => Encode((ITextEncoder)module));
    }

    private static string Both(MedClipConfig config)
    {
        using var model = new MedClipModel(EncoderFactory.Image(config), EncoderFactory.Text(config), config);
        model.eval();
        long parameters = model.parameters().Sum(parameter => parameter.numel());
        long image = ModelCost.Of(model.Vision, () => model.Vision.call(zeros(1, config.Vision.Channels, config.Vision.ImageSize, config.Vision.ImageSize)));
        Tensor ids = ones([1, Tokens], dtype: ScalarType.Int64);
        return $"{Millions(parameters)} | {Billions(image)} + {Billions(ModelCost.Of(model.Text, () => model.Text.call(ids, ids)))}";
    }

    private static void Encode(ITextEncoder encoder)
    {
        Tensor ids = ones([1, Tokens], dtype: ScalarType.Int64);
        encoder.EncodeFeatures(ids, ids);
    }

    private static string Card(nn.Module module, Action forward) =>
        $"{Millions(module.parameters().Sum(parameter => parameter.numel()))} | {Billions(ModelCost.Of(module, forward))}";

    private static string Millions(long count) => string.Create(CultureInfo.InvariantCulture, $"{count / 1e6:0.00} M");

    private static string Billions(long count) => string.Create(CultureInfo.InvariantCulture, $"{count / 1e9:0.00}");

    private static IEnumerable<PropertyInfo> Of(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Static).Where(property => property.PropertyType == type);

    private static Dictionary<string, string> Cards() => File.ReadLines(Path.Combine(SharedFolder.RepositoryRoot, "docs", "models.md"))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .Where(cells => cells.Length > 5)
        .ToDictionary(cells => cells[1].Trim('`'), cells => $"{cells[3]} | {cells[4]}");
}
