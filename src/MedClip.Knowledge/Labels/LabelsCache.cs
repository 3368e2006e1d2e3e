using System.Runtime.InteropServices;

namespace MedClip.Knowledge;

/// <summary>Gives equal labels the same object: most sentences have one of a few dozen label vectors.</summary>
internal sealed class LabelsCache(FindingSet findings)
{
    private const int Places = 1024;

    private readonly FindingLabels?[] known = new FindingLabels?[Places];

    public FindingLabels Of(ReadOnlySpan<LabelValue> values)
    {
        uint hash = 2166136261;
        foreach (byte value in MemoryMarshal.AsBytes(values))
        {
            hash = (hash ^ value) * 16777619;
        }

        ref FindingLabels? place = ref known[(hash ^ (hash >> 15)) & (Places - 1)];
        if (place is null || !place.Values.SequenceEqual(values))
        {
            place = new FindingLabels(findings, values);
        }

        return place;
    }
}
