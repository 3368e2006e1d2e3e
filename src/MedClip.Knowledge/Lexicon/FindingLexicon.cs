namespace MedClip.Knowledge;

/// <summary>The terms of one finding.</summary>
/// <param name="Finding">The finding. One that the 14 lack becomes an additional label.</param>
/// <param name="Cui">Its UMLS concept; null when it has none.</param>
/// <param name="Terms">Its terms, normal phrases and unmentions.</param>
public sealed record FindingLexicon(Finding Finding, string? Cui, IReadOnlyList<LexiconTerm> Terms)
{
    /// <summary>Whether the finding is no label of its own and only keeps "No Finding" from being derived (emphysema, scoliosis, …).</summary>
    public bool OnlyBlocksNoFinding { get; init; }

    /// <summary>Reads a lexicon file. See <see cref="Parse"/> for its format.</summary>
    /// <param name="path">A text file of at most 16 MB.</param>
    /// <exception cref="InvalidInputException">The file is missing or malformed; the message names the line.</exception>
    public static FindingLexicon Load(string path) => Parse(DataLines.ReadFile(path), path);

    /// <summary>
    /// Reads a lexicon text: <c>finding: Name</c>, <c>cui: C0000000</c>, optional <c>only: blocks</c>, then under <c>[terms]</c>, <c>[normal]</c>, <c>[implied]</c>, <c>[broader]</c>,
    /// <c>[uncertain]</c> and <c>[unmention]</c> one pattern a line, each with an optional <c>| C0000000</c> or <c>| 0.4</c> (certainty). <c>//</c> begins a comment.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="source">What errors call it, e.g. the path.</param>
    /// <exception cref="InvalidInputException">A line is malformed.</exception>
    public static FindingLexicon Parse(string text, string source)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(source);
        return LexiconReader.Read(text, source);
    }
}
