namespace MedClip.Data;

/// <summary>The findings that are present, a bit each, in the order of a set of at most 64.</summary>
/// <param name="Bits">Bit i is finding i.</param>
public readonly record struct LabelMask(ulong Bits)
{
    /// <summary>The mask of labels.</summary>
    /// <param name="labels">Labels of a set of at most 64 findings.</param>
    public static LabelMask Of(FindingLabels labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ReadOnlySpan<LabelValue> values = labels.Values;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(values.Length, 64, nameof(labels));
        ulong bits = 0;
        for (int i = 0; i < values.Length; i++)
        {
            bits |= values[i] == LabelValue.Positive ? 1UL << i : 0;
        }

        return new LabelMask(bits);
    }

    /// <summary>Whether both have a finding in common, or both have none.</summary>
    /// <param name="other">Another mask of the same set.</param>
    public bool Matches(LabelMask other) => (Bits & other.Bits) != 0 || (Bits | other.Bits) == 0;
}
