namespace MedClip.Knowledge;

/// <summary>
/// Finds the names of a whole UMLS dictionary, the longest at each place, without regard to case, hyphens and plurals (as QuickUMLS does, but exact). Concepts that the
/// map lacks are matched too, so that "pericardial effusion" is not taken for an effusion, but only mapped ones become entities. Holds a
/// 64-bit number for each name rather than its text: about 30 bytes a name.
/// </summary>
public sealed class UmlsExtractor : IEntityExtractor
{
    private readonly ConceptMap map;
    private readonly TermTable terms = new();
    private readonly List<(string Cui, string Name, MappedConcept Mapped)> concepts = [];

    /// <summary>Compiles a dictionary into memory.</summary>
    /// <param name="dictionary">The names.</param>
    /// <param name="map">Which concepts stand for which findings; null for the built-in map.</param>
    public UmlsExtractor(UmlsDictionary dictionary, ConceptMap? map = null)
    {
        ArgumentNullException.ThrowIfNull(dictionary);
        this.map = map ?? ConceptMap.Default;
        foreach (UmlsConcept concept in dictionary.Concepts)
        {
            int meaning = TermTable.Unmapped;
            if (this.map.TryGet(concept.Cui, out MappedConcept mapped))
            {
                meaning = concepts.Count;
                concepts.Add((concept.Cui, concept.Name, mapped));
            }

            foreach (string term in concept.Terms)
            {
                terms.Add(term, meaning);
            }
        }
    }

    /// <inheritdoc/>
    public FindingSet Labels => map.Labels;

    /// <inheritdoc/>
    public void Extract(TokenizedText text, int first, int end, List<Entity> found)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(found);
        for (int i = first; i < end;)
        {
            (int length, int meaning) = terms.Longest(text, i, end);
            if (length > 0 && meaning != TermTable.Unmapped)
            {
                (string cui, string name, MappedConcept mapped) = concepts[meaning];
                found.Add(MappedEntity.Of(map, mapped, cui, name, i, i + length, presence: null));
            }

            i += Math.Max(1, length);
        }
    }
}
