namespace MedClip.Knowledge;

/// <summary>A line of MetaMap's fielded output: a concept of one document with the places where it stands.</summary>
/// <param name="Document">The document's id.</param>
/// <param name="Score">The MMI score.</param>
/// <param name="Name">The concept's preferred name.</param>
/// <param name="Cui">The concept.</param>
/// <param name="SemanticTypes">Abbreviated semantic types, e.g. "dsyn".</param>
/// <param name="Triggers">The texts that were recognised.</param>
/// <param name="Positions">Where they stand: start as MetaMap counts, and length.</param>
public sealed record MetaMapConcept(
    string Document, double Score, string Name, string Cui, IReadOnlyList<string> SemanticTypes, IReadOnlyList<MetaMapTrigger> Triggers, IReadOnlyList<(int Start, int Length)> Positions)
{
    /// <summary>The line of the file, from 1.</summary>
    public long Line { get; init; }
}

/// <summary>A text that MetaMap recognised as a concept.</summary>
/// <param name="Text">The text as written.</param>
/// <param name="IsNegated">Whether MetaMap (by NegEx) found it denied.</param>
public readonly record struct MetaMapTrigger(string Text, bool IsNegated);
