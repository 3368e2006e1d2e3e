namespace MedClip.Knowledge;

/// <summary>What a sentence says of one given concept.</summary>
/// <param name="Assertion">The assertion.</param>
/// <param name="Triggers">The phrases that decided it, the one for presence first; empty for a bare mention.</param>
public sealed record ConceptAssertion(Assertion Assertion, IReadOnlyList<Trigger> Triggers);
