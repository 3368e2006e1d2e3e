using MedClip.Models;

namespace MedClip.Training;

/// <summary>The towers by the names that the command line takes.</summary>
public static class TowerPresets
{
    /// <summary>Image towers.</summary>
    public static IReadOnlyDictionary<string, VisionConfig> Vision { get; } = new SortedDictionary<string, VisionConfig>(StringComparer.OrdinalIgnoreCase)
    {
        ["resnet18"] = ResNetConfig.ResNet18,
        ["resnet50"] = ResNetConfig.ResNet50,
        ["swin-t"] = SwinConfig.Tiny,
        ["tiny"] = ResNetConfig.Film64,
        ["tiny-swin"] = SwinConfig.Film64,
        ["tiny-vit"] = VitConfig.Film64,
        ["vit-b16"] = VitConfig.Base16,
        ["vit-b32"] = VitConfig.Base32,
    };

    /// <summary>Text towers; <c>bert</c> is BioClinicalBERT's architecture.</summary>
    public static IReadOnlyDictionary<string, TextConfig> Text { get; } = new SortedDictionary<string, TextConfig>(StringComparer.OrdinalIgnoreCase)
    {
        ["bert"] = BertConfig.Base,
        ["tiny"] = BertConfig.Film64,
    };

    /// <exception cref="InvalidInputException">There is no such tower.</exception>
    internal static T Find<T>(IReadOnlyDictionary<string, T> towers, string kind, string name) => towers.TryGetValue(name, out T? tower)
        ? tower
        : throw new InvalidInputException($"There is no {kind} tower '{name}'; known are {string.Join(", ", towers.Keys)}.");
}
