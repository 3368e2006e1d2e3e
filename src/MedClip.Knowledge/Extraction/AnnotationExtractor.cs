namespace MedClip.Knowledge;

/// <summary>
/// Takes the concepts that another tool has found (<see cref="ReportText.Concepts"/>: MetaMap's, BioC annotations) in place of the lexicon's, as paper §3.2 does.
/// What the tool denies or hedges counts as such; of the rest our triggers decide. Concepts that the map lacks are left out.
/// </summary>
/// <param name="map">Which concepts stand for which findings; null for the built-in map.</param>
public sealed class AnnotationExtractor(ConceptMap? map = null) : IEntityExtractor
{
    private readonly ConceptMap map = map ?? ConceptMap.Default;

    /// <inheritdoc/>
    public FindingSet Labels => map.Labels;

    /// <inheritdoc/>
    public void Extract(TokenizedText text, int first, int end, List<Entity> found)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(found);
        if (first >= end || text.Concepts.Count == 0)
        {
            return;
        }

        int before = found.Count;
        ReadOnlySpan<Token> tokens = text.Tokens;
        (int start, int stop) = (tokens[first].Start, tokens[end - 1].End);
        foreach (ConceptAnnotation concept in text.Concepts)
        {
            if (concept.Span.End > start && concept.Span.Start < stop && map.TryGet(concept.Cui, out MappedConcept mapped) && TokensOf(tokens[first..end], concept.Span) is (var from, var to) && from < to)
            {
                found.Add(MappedEntity.Of(map, mapped, concept.Cui, concept.Name, first + from, first + to, concept.Presence));
            }
        }

        found.Sort(before, found.Count - before, Comparer<Entity>.Create((a, b) => a.First != b.First ? a.First.CompareTo(b.First) : a.Label.CompareTo(b.Label)));
    }

    private static (int First, int End) TokensOf(ReadOnlySpan<Token> tokens, TextSpan span)
    {
        int first = 0;
        while (first < tokens.Length && tokens[first].End <= span.Start)
        {
            first++;
        }

        int end = first;
        while (end < tokens.Length && tokens[end].Start < span.End)
        {
            end++;
        }

        return (first, end);
    }
}
