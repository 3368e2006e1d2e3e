namespace MedClip.Knowledge;

/// <summary>What a trigger phrase says of the findings in its scope.</summary>
public enum AssertionCategory
{
    /// <summary>Absent.</summary>
    Negated,

    /// <summary>Hedged.</summary>
    Uncertain,

    /// <summary>Feared, looked for, or conditional.</summary>
    Hypothetical,

    /// <summary>In the past.</summary>
    Historical,

    /// <summary>Of someone else.</summary>
    Family,
}

/// <summary>Where the scope of a trigger phrase lies.</summary>
public enum AssertionDirection
{
    /// <summary>Behind the phrase.</summary>
    Forward,

    /// <summary>Before it.</summary>
    Backward,

    /// <summary>On both sides.</summary>
    Bidirectional,

    /// <summary>The phrase ends scopes of its category (or of all).</summary>
    Terminate,

    /// <summary>The phrase only looks like a trigger and hides shorter ones within it.</summary>
    Pseudo,
}

/// <summary>A trigger phrase.</summary>
/// <param name="Pattern">The phrase in the pattern language of the lexicon.</param>
/// <param name="Category">What it says; null for a terminator or pseudo phrase of all categories.</param>
/// <param name="Direction">Where its scope lies.</param>
/// <param name="Certainty">For <see cref="AssertionCategory.Uncertain"/>: how sure the hedge is, in [0, 1].</param>
/// <param name="Reach">At most so many tokens lie between the phrase and the finding.</param>
/// <param name="AtEnd">Whether the phrase counts only when no word follows in its clause ("pneumothorax: no").</param>
/// <param name="CrossesCommas">Whether a hedge governs a whole list ("differential includes a, b, c").</param>
public sealed record AssertionRule(
    string Pattern, AssertionCategory? Category, AssertionDirection Direction, double Certainty = 0.5, int Reach = AssertionRule.UnlimitedReach,
    bool CrossesCommas = false, bool AtEnd = false)
{
    /// <summary>The scope ends only with the sentence or a terminator.</summary>
    public const int UnlimitedReach = int.MaxValue;
}
