namespace MedClip.Knowledge;

/// <summary>
/// Finds where MetaMap's concepts stand in a text. Its positions count from 1; MetaMap given lines of <c>id|text</c> counts the id too, some versions of MetaMapLite count from 0:
/// the way of counting is the one under which the texts of the triggers are found.
/// </summary>
internal sealed class MetaMapPlaces(string document, string text, string source)
{
    public List<ConceptAnnotation> Of(List<MetaMapConcept> concepts)
    {
        int[] origins = [1, 0, document.Length + 2, document.Length + 1];
        int origin = origins.MaxBy(candidate => concepts.Sum(concept => concept.Positions.Count(position => TriggerAt(concept, position, candidate) is not null)));
        var annotations = new List<ConceptAnnotation>();
        foreach (MetaMapConcept concept in concepts)
        {
            int before = annotations.Count;
            foreach ((int Start, int Length) position in concept.Positions)
            {
                if (TriggerAt(concept, position, origin) is { } trigger)
                {
                    annotations.Add(new ConceptAnnotation(concept.Cui, new TextSpan(position.Start - origin, position.Length), concept.Name)
                    {
                        SemanticTypes = concept.SemanticTypes,
                        Presence = trigger.IsNegated ? Presence.Absent : null,
                    });
                }
            }

            // A recognised text in pieces has a position for each; then its words as a whole stand nowhere.
            if (annotations.Count == before && Pieces(concept, origin) is { } pieces)
            {
                annotations.Add(pieces);
            }
            else if (annotations.Count == before)
            {
                throw InvalidInputException.At(
                    source, $"line {concept.Line}", $"\"{concept.Triggers[0].Text}\" ({concept.Cui}) does not stand in report '{document}' at {concept.Positions[0].Start}/{concept.Positions[0].Length}.",
                    "Give MetaMap the same text that is labelled.");
            }
        }

        return annotations;
    }

    private MetaMapTrigger? TriggerAt(MetaMapConcept concept, (int Start, int Length) position, int origin)
    {
        if (!Lies(position, origin))
        {
            return null;
        }

        ReadOnlySpan<char> there = text.AsSpan(position.Start - origin, position.Length);
        foreach (MetaMapTrigger trigger in concept.Triggers)
        {
            if (SameWords.Are(there, trigger.Text))
            {
                return trigger;
            }
        }

        return null;
    }

    /// <summary>The stretch from the first piece to the last, where each piece is part of a trigger's text.</summary>
    private ConceptAnnotation? Pieces(MetaMapConcept concept, int origin)
    {
        foreach ((int Start, int Length) position in concept.Positions)
        {
            if (!Lies(position, origin) || !concept.Triggers.Any(trigger => trigger.Text.Contains(text.Substring(position.Start - origin, position.Length), StringComparison.OrdinalIgnoreCase)))
            {
                return null;
            }
        }

        int from = concept.Positions.Min(position => position.Start) - origin, to = concept.Positions.Max(position => position.Start + position.Length) - origin;
        return new ConceptAnnotation(concept.Cui, TextSpan.Between(from, to), concept.Name)
        {
            SemanticTypes = concept.SemanticTypes,
            Presence = concept.Triggers[0].IsNegated ? Presence.Absent : null,
        };
    }

    private bool Lies((int Start, int Length) position, int origin) => position.Start >= origin && position.Start - origin <= text.Length - position.Length;
}
