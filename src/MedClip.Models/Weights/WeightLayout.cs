namespace MedClip.Models;

/// <summary>Which towers a layout's files hold.</summary>
public enum WeightScope
{
    /// <summary>An image and a text tower.</summary>
    Both,

    /// <summary>An image encoder alone.</summary>
    Image,

    /// <summary>A text encoder alone.</summary>
    Text,
}

/// <summary>How the keys of published weights map to ours: a declarative list, read top-down, used in both directions.</summary>
public sealed class WeightLayout
{
    private readonly IReadOnlyList<string> signature;
    private readonly IReadOnlyList<string> prefixes;

    internal WeightLayout(string name, string description, WeightScope scope, string[] signature, string[] prefixes, params WeightRule[] rules)
    {
        Name = name;
        Description = description;
        Scope = scope;
        this.signature = signature;
        this.prefixes = ["", .. prefixes];
        Rules = rules;
    }

    /// <summary>The name by which the command line takes it.</summary>
    public string Name { get; }

    /// <summary>Whose files these are.</summary>
    public string Description { get; }

    /// <summary>Which towers its files hold.</summary>
    public WeightScope Scope { get; }

    /// <summary>Whether its files may lack the temperature; ours then keeps its start value.</summary>
    internal bool LacksTemperature { get; init; }

    /// <summary>Whether transformers 4's whole-number buffers belong to it, to be made again on export.</summary>
    internal bool HasPositionBuffers { get; init; }

    /// <summary>The prefix that its keys get on export.</summary>
    internal string ExportPrefix { get; init; } = "";

    internal IReadOnlyList<WeightRule> Rules { get; }

    /// <summary>The prefix under which the keys are of this layout, or null when they are not.</summary>
    /// <param name="keys">All keys of a file.</param>
    /// <param name="outer">Prefixes that trainers wrap around, e.g. <c>state_dict.</c>.</param>
    internal string? FindPrefix(IReadOnlySet<string> keys, IEnumerable<string> outer) =>
        outer.SelectMany(wrap => prefixes.Select(prefix => wrap + prefix)).Cast<string?>().FirstOrDefault(prefix => signature.All(key => keys.Contains(prefix + key)));

    /// <summary>Whether one of our tensors belongs to the towers that this layout's files hold.</summary>
    internal bool Covers(string key) => Scope switch
    {
        WeightScope.Image => key.StartsWith("vision_model.model.", StringComparison.Ordinal),
        WeightScope.Text => key.StartsWith("text_model.model.", StringComparison.Ordinal),
        _ => true,
    };

    /// <summary>What our tensors are called, and how they lie, in this layout.</summary>
    /// <param name="key">A key of ours.</param>
    /// <returns>The rule, the foreign key, and which of its targets ours is; null when the layout has no place for it.</returns>
    internal (WeightRule Rule, string Key, int Part, IReadOnlyDictionary<string, string> Texts)? Outward(string key)
    {
        foreach (WeightRule rule in Rules)
        {
            for (int part = 0; part < rule.To.Count; part++)
            {
                if (rule.To[part].Match(key) is { } texts)
                {
                    return (rule, ExportPrefix + rule.From.Fill(texts), part, texts);
                }
            }
        }

        return null;
    }
}
