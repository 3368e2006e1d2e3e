namespace MedClip;

/// <summary>What a source says of a finding. The numbers are those of CheXpert's tables; blank is <see cref="NotMentioned"/>.</summary>
public enum LabelValue : sbyte
{
    /// <summary>Mentioned with uncertainty (−1 in CheXpert's tables).</summary>
    Uncertain = -1,

    /// <summary>Said to be absent (0).</summary>
    Negative = 0,

    /// <summary>Said to be present (1).</summary>
    Positive = 1,

    /// <summary>Not mentioned (blank).</summary>
    NotMentioned = 2,
}
