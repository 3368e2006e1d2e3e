namespace MedClip.Knowledge;

/// <summary>A concept of a compiled dictionary.</summary>
/// <param name="Cui">Its identifier.</param>
/// <param name="Tui">Its semantic type, the first that the filter accepts.</param>
/// <param name="Name">Its preferred name among those that passed the filter.</param>
/// <param name="Terms">Its names as texts may spell them, in lower case, without sources' qualifiers; each once.</param>
public sealed record UmlsConcept(string Cui, string Tui, string Name, IReadOnlyList<string> Terms);
