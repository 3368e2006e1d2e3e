namespace MedClip.Knowledge;

/// <summary>A finding that a sentence speaks of, with the evidence for what it says.</summary>
/// <param name="Finding">The finding; for a concept outside the labels, the name of its lexicon.</param>
/// <param name="Term">The lexicon's term with its CUI and role.</param>
/// <param name="Span">Where the term stands in the report's text, gaps included.</param>
/// <param name="Assertion">What is said of it.</param>
/// <param name="Value">The label that this mention alone gives; not mentioned for what is historical, hypothetical or someone else's.</param>
/// <param name="Triggers">The phrases that decided the assertion, the one for presence first; empty for a bare mention.</param>
public sealed record Mention(
    Finding Finding, LexiconTerm Term, TextSpan Span, Assertion Assertion, LabelValue Value, IReadOnlyList<Trigger> Triggers);
