namespace MedClip.Knowledge;

/// <summary>What a section of a report is about.</summary>
public enum SectionKind
{
    /// <summary>Text under no known header.</summary>
    Body,

    /// <summary>What the film shows.</summary>
    Findings,

    /// <summary>The radiologist's conclusion.</summary>
    Impression,

    /// <summary>Why the film was made: says what is feared, not what is seen.</summary>
    Indication,

    /// <summary>The patient's history.</summary>
    History,

    /// <summary>Earlier films looked at.</summary>
    Comparison,

    /// <summary>How the film was made, or which examination it is.</summary>
    Technique,

    /// <summary>What to do next, or whom the result was told.</summary>
    Recommendation,

    /// <summary>Anything else under a header: signatures, addenda to the record.</summary>
    Other,
}
