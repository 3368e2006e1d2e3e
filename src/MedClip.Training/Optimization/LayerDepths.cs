using System.Text.RegularExpressions;

namespace MedClip.Training;

/// <summary>
/// How far below a tower's top each parameter lies, in blocks: heads are at 0, the last transformer block or residual block at 1, the
/// embeddings lowest. For layer-wise learning rates and for thawing a tower from the top.
/// </summary>
public static partial class LayerDepths
{
    /// <summary>Measures every parameter.</summary>
    /// <param name="names">Full names in the model's order, from input to output.</param>
    /// <returns>Blocks below the top by name; 0 for what belongs to no tower.</returns>
    public static IReadOnlyDictionary<string, int> Below(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var depths = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (IGrouping<string, string> tower in names.GroupBy(Tower))
        {
            string[] own = [.. tower];
            List<string> blocks = [.. own.Select(Block).Where(block => block is not null && block != Bottom).Select(block => block!).Distinct()];
            foreach (string name in own)
            {
                depths.Add(name, tower.Key.Length == 0 ? 0 : Block(name) switch
                {
                    null => 0,
                    Bottom => blocks.Count + 1,
                    { } block => blocks.Count - blocks.IndexOf(block),
                });
            }
        }

        return depths;
    }

    private const string Bottom = "embeddings";

    private static string Tower(string name) =>
        name.StartsWith(InitialWeights.Vision, StringComparison.Ordinal) ? InitialWeights.Vision
        : name.StartsWith(InitialWeights.Text, StringComparison.Ordinal) ? InitialWeights.Text
        : "";

    // The block that a parameter stands in; null for heads and last norms.
    private static string? Block(string name)
    {
        Match block = BlockPattern().Match(name);
        return block.Success ? block.Groups[1].Value : StemPattern().IsMatch(name) ? Bottom : null;
    }

    // encoder.layer.3, encoder.layers.2.blocks.1, encoder.layers.2.downsample, layer4.0
    [GeneratedRegex(@"\.((?:encoder|transformer)\.(?:layers?|resblocks)\.\d+(?:\.(?:blocks\.\d+|downsample))?|layer\d+\.\d+|blocks\.\d+)\.")]
    private static partial Regex BlockPattern();

    // What comes before the first block: embeddings, or a residual network's stem.
    [GeneratedRegex(@"\.embeddings\.|\.model\.(?:conv\d|bn\d)\.|pre_layrnorm|^vision_model\.conv\d|^text_model\.embeddings")]
    private static partial Regex StemPattern();
}
