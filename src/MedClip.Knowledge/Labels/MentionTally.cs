namespace MedClip.Knowledge;

/// <summary>Which values the mentions of each finding took; labels are read off by policy.</summary>
internal sealed class MentionTally(FindingSet findings, LabelPolicy policy, NoFindingRule noFindingRule)
{
    private const byte SeenPresent = 1, SeenAbsent = 2, SeenUncertain = 4;

    private readonly byte[] seen = new byte[findings.Count];
    private readonly int noFinding = findings.IndexOf(Finding.NoFinding);
    private readonly int supportDevices = findings.IndexOf(Finding.SupportDevices);
    private bool otherAbnormality;

    public void Clear()
    {
        seen.AsSpan().Clear();
        otherAbnormality = false;
    }

    /// <summary>Counts a mention. Label −1 is an abnormality outside the labels.</summary>
    public void Add(int label, LabelValue value)
    {
        if (label < 0)
        {
            otherAbnormality |= value is LabelValue.Positive or LabelValue.Uncertain;
            return;
        }

        seen[label] |= value switch
        {
            LabelValue.Positive => SeenPresent,
            LabelValue.Negative => SeenAbsent,
            LabelValue.Uncertain => SeenUncertain,
            _ => 0,
        };
    }

    /// <summary>Counts all mentions of another tally.</summary>
    public void Add(MentionTally other)
    {
        for (int i = 0; i < seen.Length; i++)
        {
            seen[i] |= other.seen[i];
        }

        otherAbnormality |= other.otherAbnormality;
    }

    /// <summary>The label of each finding.</summary>
    public void CopyLabels(Span<LabelValue> labels)
    {
        bool spoken = false, abnormal = false; // spoken of, and abnormal, support devices aside
        for (int i = 0; i < seen.Length; i++)
        {
            labels[i] = LabelOf(seen[i], policy);
            spoken |= i != supportDevices && seen[i] != 0;
            abnormal |= i != noFinding && i != supportDevices && (labels[i] is LabelValue.Positive or LabelValue.Uncertain);
        }

        if (noFinding < 0)
        {
            return;
        }

        labels[noFinding] = noFindingRule switch
        {
            NoFindingRule.CheXpert => abnormal ? LabelValue.NotMentioned : LabelValue.Positive,
            _ => spoken && !abnormal && !otherAbnormality ? LabelValue.Positive : LabelValue.NotMentioned,
        };
    }

    /// <summary>One label from the set of values that were seen.</summary>
    private static LabelValue LabelOf(byte seen, LabelPolicy policy) => (policy, seen) switch
    {
        (_, 0) => LabelValue.NotMentioned,
        (LabelPolicy.CheXpert or LabelPolicy.Mimic, _) when (seen & (SeenAbsent | SeenUncertain)) == (SeenAbsent | SeenUncertain) => LabelValue.Uncertain,
        (_, _) when (seen & SeenPresent) != 0 => LabelValue.Positive,
        (LabelPolicy.NegBio, _) when (seen & SeenAbsent) != 0 => LabelValue.Negative,
        (_, _) when (seen & SeenUncertain) != 0 => LabelValue.Uncertain,
        _ => LabelValue.Negative,
    };
}
