namespace MedClip.Knowledge;

/// <summary>The plain phrases of a finding's lexicon, e.g. to replace one by another.</summary>
public static class LexiconPhrases
{
    private const int MostWords = 4;
    private const int MostPhrases = 200;

    /// <summary>Every phrase by which a finding's own terms may be written.</summary>
    /// <param name="finding">The finding's terms.</param>
    /// <returns>Distinct phrases in lower case of at most four words, without gaps, in the lexicon's order; at most 200.</returns>
    public static IReadOnlyList<string> Of(FindingLexicon finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return
        [
            .. finding.Terms.Where(term => term.Role == TermRole.Mention)
                .SelectMany(term => PhrasePattern.Expand(term.Pattern))
                .Where(sequence => sequence.Length <= MostWords && Array.TrueForAll(sequence, element => element.Word is { } word && word.All(char.IsLetter)))
                .Select(sequence => string.Join(' ', sequence.Select(element => element.Word)))
                .Distinct(StringComparer.Ordinal)
                .Take(MostPhrases),
        ];
    }
}
