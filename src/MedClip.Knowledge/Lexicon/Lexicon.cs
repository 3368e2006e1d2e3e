namespace MedClip.Knowledge;

/// <summary>
/// The terms of all findings. Immutable: <see cref="With(FindingLexicon)"/> gives a changed copy. The default covers CheXpert's 14 findings and
/// the abnormalities that only rule "No Finding" out.
/// </summary>
public sealed class Lexicon
{
    private readonly FindingSet baseLabels;

    /// <summary>Creates a lexicon.</summary>
    /// <param name="findings">The findings' terms, each finding once.</param>
    /// <param name="labels">
    /// The labels to begin with; null for CheXpert's 14. An ontology of one's own gives its own set: its findings are then the only labels, and
    /// "No Finding" is derived when the set has it.
    /// </param>
    /// <exception cref="ArgumentException">A finding is given twice.</exception>
    public Lexicon(IEnumerable<FindingLexicon> findings, FindingSet? labels = null)
    {
        ArgumentNullException.ThrowIfNull(findings);
        Findings = [.. findings];
        baseLabels = labels ?? FindingSet.CheXpert;
        var all = baseLabels.ToList();
        var seen = new HashSet<Finding>();
        foreach (FindingLexicon part in Findings)
        {
            if (!seen.Add(part.Finding))
            {
                throw new ArgumentException($"The finding '{part.Finding}' is given twice.", nameof(findings));
            }

            if (!part.OnlyBlocksNoFinding && !all.Contains(part.Finding))
            {
                all.Add(part.Finding);
            }
        }

        Labels = all.Count == baseLabels.Count ? baseLabels : new FindingSet(all);
    }

    /// <summary>The built-in lexicon.</summary>
    public static Lexicon Default { get; } = new(
        DataLines.ResourcesUnder("lexicon/").Select(name => FindingLexicon.Parse(DataLines.Resource(name), name)));

    /// <summary>The terms, by finding.</summary>
    public IReadOnlyList<FindingLexicon> Findings { get; }

    /// <summary>The labels: the given set (CheXpert's 14) in its order, then added findings.</summary>
    public FindingSet Labels { get; }

    /// <summary>A copy with more terms for a finding, or with a further finding.</summary>
    /// <param name="addition">The terms to add.</param>
    public Lexicon With(FindingLexicon addition)
    {
        ArgumentNullException.ThrowIfNull(addition);
        FindingLexicon? known = Findings.FirstOrDefault(part => part.Finding == addition.Finding);
        return known is null
            ? new Lexicon([.. Findings, addition], baseLabels)
            : Replace(known with { Terms = [.. known.Terms, .. addition.Terms] });
    }

    /// <summary>A copy in which a finding has only the given terms.</summary>
    /// <param name="replacement">All terms of the finding.</param>
    public Lexicon Replace(FindingLexicon replacement)
    {
        ArgumentNullException.ThrowIfNull(replacement);
        return new Lexicon([.. Findings.Where(part => part.Finding != replacement.Finding), replacement], baseLabels);
    }
}
