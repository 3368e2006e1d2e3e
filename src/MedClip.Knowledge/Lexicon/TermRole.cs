namespace MedClip.Knowledge;

/// <summary>What it means when a term of the lexicon is found.</summary>
public enum TermRole
{
    /// <summary>The finding is mentioned; triggers around it decide the assertion.</summary>
    Mention,

    /// <summary>The phrase says by itself that the finding is absent ("heart size is normal").</summary>
    Normal,

    /// <summary>The phrase says of the whole organ what rules the finding out ("the lungs are clear"); counts by option.</summary>
    Implied,

    /// <summary>The phrase names something broader: denied, it rules the finding out ("no airspace disease" denies consolidation); otherwise it says nothing. Counts by option.</summary>
    Broader,

    /// <summary>The phrase says by itself that the finding is uncertain ("heart size at the upper limit of normal").</summary>
    Uncertain,

    /// <summary>The phrase only looks like a mention ("calcified granuloma", "pericardial effusion").</summary>
    Unmention,
}
