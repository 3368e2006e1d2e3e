using System.Text;

namespace TorchSharp;

/// <summary>How a state dictionary differs from the module it is meant for.</summary>
internal sealed record StateMismatch(List<string> Missing, List<string> Unexpected, List<string> Shapes)
{
    private const int Listed = 20;

    /// <summary>Compares names and shapes, leaving the skipped names out.</summary>
    public static StateMismatch Between(Dictionary<string, long[]> module, Dictionary<string, long[]> source, IList<string>? skip)
    {
        bool Wanted(string key) => skip?.Contains(key) != true;
        return new(
            [.. module.Keys.Where(key => Wanted(key) && !source.ContainsKey(key))],
            [.. source.Keys.Where(key => Wanted(key) && !module.ContainsKey(key))],
            [.. module.Where(own => Wanted(own.Key) && source.TryGetValue(own.Key, out long[]? shape) && !shape.AsSpan().SequenceEqual(own.Value))
                .Select(own => $"{own.Key}: the module has ({string.Join(", ", own.Value)}), the source ({string.Join(", ", source[own.Key])})")]);
    }

    /// <summary>Throws when names (if strict) or shapes stand in the way.</summary>
    public void ThrowUnlessLoadable(string module, bool strict)
    {
        if (strict && Missing.Count + Unexpected.Count > 0)
        {
            throw new InvalidOperationException(
                $"the state dictionary does not fit {module}.{List("missing", Missing)}{List("unexpected", Unexpected)} Pass strict: false to load what fits.");
        }
        if (Shapes.Count > 0)
        {
            throw new ArgumentException($"the state dictionary does not fit {module}.{List("shapes", Shapes)} Skip these names, or build the module with the same sizes.");
        }
    }

    private static string List(string what, List<string> keys)
    {
        if (keys.Count == 0)
        {
            return "";
        }
        var text = new StringBuilder($" {what} ({keys.Count}): ").AppendJoin("; ", keys.Take(Listed));
        return text.Append(keys.Count > Listed ? "; …" : "").Append('.').ToString();
    }
}
