namespace MedClip.Knowledge;

/// <summary>Whether a finding is said to be there.</summary>
public enum Presence
{
    /// <summary>Said to be present.</summary>
    Present,

    /// <summary>Said to be absent.</summary>
    Absent,

    /// <summary>Hedged.</summary>
    Possible,
}

/// <summary>When a finding is said to be there.</summary>
public enum Temporality
{
    /// <summary>Now.</summary>
    Recent,

    /// <summary>In the past.</summary>
    Historical,

    /// <summary>Feared, looked for, or conditional.</summary>
    Hypothetical,
}

/// <summary>Who has the finding.</summary>
public enum Experiencer
{
    /// <summary>The patient.</summary>
    Patient,

    /// <summary>Someone else, e.g. of the family.</summary>
    Other,
}

/// <summary>What a sentence says of a finding (the dimensions of ConText, https://doi.org/10.1016/j.jbi.2009.05.002).</summary>
/// <param name="Presence">Whether it is there.</param>
/// <param name="Temporality">When.</param>
/// <param name="Experiencer">In whom.</param>
/// <param name="Certainty">How sure the writer is that it is there: 1 present, 0 absent, between for hedges.</param>
public readonly record struct Assertion(Presence Presence, Temporality Temporality, Experiencer Experiencer, double Certainty);
