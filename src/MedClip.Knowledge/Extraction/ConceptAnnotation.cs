namespace MedClip.Knowledge;

/// <summary>A concept that another tool has found in a report.</summary>
/// <param name="Cui">Its UMLS identifier, e.g. C0032227.</param>
/// <param name="Span">Where it stands in the report's text.</param>
/// <param name="Name">What the tool calls it.</param>
public sealed record ConceptAnnotation(string Cui, TextSpan Span, string Name)
{
    /// <summary>Its semantic types as the tool spells them, e.g. "dsyn"; may be empty.</summary>
    public IReadOnlyList<string> SemanticTypes { get; init; } = [];

    /// <summary>What the tool says of it: absent when it found a negation, possible when a hedge; null when it says nothing.</summary>
    public Presence? Presence { get; init; }
}
