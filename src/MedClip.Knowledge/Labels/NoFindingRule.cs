namespace MedClip.Knowledge;

/// <summary>When a text is labelled "No Finding".</summary>
public enum NoFindingRule
{
    /// <summary>
    /// Something is said (a finding denied, an organ called normal), no finding but support devices is present or uncertain, and no abnormality
    /// outside the 14 is present. A text that says nothing is not labelled.
    /// </summary>
    Stated,

    /// <summary>CheXpert's: no finding but support devices is present or uncertain; also for a text that says nothing.</summary>
    CheXpert,
}
