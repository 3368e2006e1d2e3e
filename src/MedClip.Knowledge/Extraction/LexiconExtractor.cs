namespace MedClip.Knowledge;

/// <summary>
/// Finds the terms of a lexicon. Overlaps are resolved among the terms of one finding: a term that is part of a longer one
/// falls; an unmention ("pericardial effusion") removes the terms it shares a word with, unless such a term is longer and holds it whole.
/// </summary>
public sealed class LexiconExtractor : IEntityExtractor
{
    private static readonly string[] GapStops =
    [
        "normal", "normally", "unremarkable", "clear", "enlarged", "but", "however", "although", "except", "without", "there", "which", "blunted",
        "increased", "prominent", "abnormal",
    ];

    private readonly PhraseAutomaton automaton;
    private readonly List<LexiconTerm> terms = [];
    private readonly List<int> labels = [];

    /// <summary>Compiles a lexicon.</summary>
    /// <param name="lexicon">The terms.</param>
    /// <param name="vocabulary">The vocabulary of the tokenizer; the terms' words are added to it.</param>
    public LexiconExtractor(Lexicon lexicon, Vocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(lexicon);
        ArgumentNullException.ThrowIfNull(vocabulary);
        Labels = lexicon.Labels;
        automaton = new PhraseAutomaton(vocabulary, GapStops);
        foreach (FindingLexicon part in lexicon.Findings)
        {
            int label = part.OnlyBlocksNoFinding ? -1 : Labels.IndexOf(part.Finding);
            foreach (LexiconTerm term in part.Terms)
            {
                foreach (PhraseElement[] phrase in PhrasePattern.Expand(term.Pattern))
                {
                    automaton.Add(phrase, terms.Count);
                }

                terms.Add(term);
                labels.Add(label);
            }
        }
    }

    /// <inheritdoc/>
    public FindingSet Labels { get; }

    internal void Freeze() => automaton.Freeze();

    /// <inheritdoc/>
    public void Extract(TokenizedText text, int first, int end, List<Entity> found)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(found);
        Extract(text.Tokens, first, end, [], found);
    }

    internal void Extract(ReadOnlySpan<Token> tokens, int first, int end, List<PhraseMatch> matches, List<Entity> found)
    {
        matches.Clear();
        automaton.Find(tokens, first, end, matches);
        ReadOnlySpan<PhraseMatch> all = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(matches);
        for (int i = 0; i < all.Length; i++)
        {
            foreach (int payload in automaton.PayloadsOf(all[i].Node))
            {
                if (terms[payload].Role != TermRole.Unmention && !IsOvershadowed(all, i, labels[payload]))
                {
                    found.Add(new Entity(labels[payload], terms[payload], all[i].First, all[i].End, all[i].Words));
                }
            }
        }
    }

    private bool IsOvershadowed(ReadOnlySpan<PhraseMatch> all, int index, int label)
    {
        PhraseMatch match = all[index];
        for (int i = index; i >= 0 && match.First - all[i].First < 64; i--)
        {
            if (Overshadows(all[i], match, label))
            {
                return true;
            }
        }

        for (int i = index + 1; i < all.Length && all[i].First < match.End; i++)
        {
            if (Overshadows(all[i], match, label))
            {
                return true;
            }
        }

        return false;
    }

    private bool Overshadows(in PhraseMatch other, in PhraseMatch match, int label)
    {
        bool longer = match.IsPartOf(other);
        if (!longer && (other.WordsFrom(match.First) & match.Words) == 0)
        {
            return false;
        }

        foreach (int payload in automaton.PayloadsOf(other.Node))
        {
            if (labels[payload] == label && (longer || (terms[payload].Role == TermRole.Unmention && !other.IsPartOf(match))))
            {
                return true;
            }
        }

        return false;
    }
}
