namespace MedClip.Knowledge;

/// <summary>Makes entities of UMLS concepts.</summary>
internal static class MappedEntity
{
    /// <summary>The entity of a concept at a range of tokens.</summary>
    /// <param name="map">The map, for the place of the finding.</param>
    /// <param name="mapped">What the concept stands for.</param>
    /// <param name="cui">The concept.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="first">Its first token.</param>
    /// <param name="end">Just behind its last token.</param>
    /// <param name="presence">What its finder says of it; null to let the triggers decide.</param>
    public static Entity Of(ConceptMap map, MappedConcept mapped, string cui, string name, int first, int end, Presence? presence)
    {
        TermRole role = presence switch
        {
            _ when mapped.Kind == MappedConceptKind.Normal => TermRole.Normal,
            Presence.Absent => TermRole.Normal,
            Presence.Possible => TermRole.Uncertain,
            _ => TermRole.Mention,
        };
        int label = mapped.Kind == MappedConceptKind.Blocks ? -1 : map.Labels.IndexOf(mapped.Finding);
        int width = Math.Min(64, end - first);
        return new Entity(label, new LexiconTerm(mapped.Finding, name, cui, role), first, end, ulong.MaxValue >> (64 - width));
    }
}
