namespace MedClip.Knowledge;

/// <summary>
/// The hedges about one finding: of those before it the nearest counts, likewise of those behind it, and of the two the weaker
/// ("may represent atelectasis versus scar"). A finding that is only looked for (certainty 0) stays so whatever else is said.
/// </summary>
internal struct HedgePair
{
    private (double Certainty, int Distance)? before, behind;
    private bool soughtOnly;

    public readonly double Certainty => soughtOnly ? 0 : Math.Min(before?.Certainty ?? 1, behind?.Certainty ?? 1);

    public void Add(AssertionCategory category, double certainty, bool isBefore, int distance)
    {
        if (category != AssertionCategory.Uncertain)
        {
            return;
        }

        soughtOnly |= certainty == 0;
        ref (double Certainty, int Distance)? side = ref isBefore ? ref before : ref behind;
        if (side is null || distance < side.Value.Distance)
        {
            side = (certainty, distance);
        }
    }
}
