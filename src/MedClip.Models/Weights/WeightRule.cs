namespace MedClip.Models;

/// <summary>How a tensor changes on its way in.</summary>
internal enum WeightChange
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Transposed.</summary>
    Transpose,

    /// <summary>Cut into equal parts along its first dimension, one for each target.</summary>
    Split,

    /// <summary>Left out.</summary>
    Drop,
}

/// <summary>One line of a weight map.</summary>
/// <param name="From">Keys of the foreign layout.</param>
/// <param name="To">Keys of ours; several for <see cref="WeightChange.Split"/>, none for <see cref="WeightChange.Drop"/>.</param>
/// <param name="Change">What happens between.</param>
internal sealed record WeightRule(KeyPattern From, IReadOnlyList<KeyPattern> To, WeightChange Change)
{
    /// <summary>A key by another name.</summary>
    public static WeightRule Name(string from, string to) => new(new KeyPattern(from), [new KeyPattern(to)], WeightChange.None);

    /// <summary>A matrix kept the other way round.</summary>
    public static WeightRule Transposed(string from, string to) => new(new KeyPattern(from), [new KeyPattern(to)], WeightChange.Transpose);

    /// <summary>One tensor that holds several of ours.</summary>
    public static WeightRule Split(string from, params string[] to) => new(new KeyPattern(from), [.. to.Select(key => new KeyPattern(key))], WeightChange.Split);

    /// <summary>A tensor that nothing here needs.</summary>
    public static WeightRule Drop(string from) => new(new KeyPattern(from), [], WeightChange.Drop);
}
