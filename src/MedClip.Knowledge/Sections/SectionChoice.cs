namespace MedClip.Knowledge;

/// <summary>Which sections of a report are labelled.</summary>
public enum SectionChoice
{
    /// <summary>
    /// Findings and impression (paper §4.1). A report that has neither is read without its indication, history, comparison,
    /// technique and recommendation.
    /// </summary>
    FindingsAndImpression,

    /// <summary>One section: the last impression, else findings, else last paragraph, else comparison, as MIMIC-CXR's labels were made.</summary>
    Mimic,

    /// <summary>Everything.</summary>
    All,
}
