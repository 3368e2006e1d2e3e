namespace MedClip.Knowledge;

/// <summary>A trigger phrase that decided an assertion.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Span">Where its phrase stands in the report's text.</param>
public readonly record struct Trigger(AssertionRule Rule, TextSpan Span);
