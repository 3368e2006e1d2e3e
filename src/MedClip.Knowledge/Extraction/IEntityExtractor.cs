namespace MedClip.Knowledge;

/// <summary>Finds concepts in sentences (paper §3.2 uses MetaMap; ours is <see cref="LexiconExtractor"/>). Implementations must be thread-safe.</summary>
public interface IEntityExtractor
{
    /// <summary>The findings that entities point into.</summary>
    FindingSet Labels { get; }

    /// <summary>Finds the concepts of one sentence.</summary>
    /// <param name="text">The tokens of the report, with its text.</param>
    /// <param name="first">Index of the sentence's first token.</param>
    /// <param name="end">Index just behind its last token.</param>
    /// <param name="found">Receives the concepts in the order of their first tokens.</param>
    void Extract(TokenizedText text, int first, int end, List<Entity> found);
}
