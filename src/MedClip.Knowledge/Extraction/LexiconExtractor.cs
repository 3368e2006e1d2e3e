namespace MedClip.Knowledge;

/// <summary>
/// Finds the terms of a lexicon. Overlaps are resolved among the terms of one finding: a term that is part of a longer one
/// falls; an unmention ("pericardial effusion") removes the terms it shares a word with, unless such a term is longer and holds it whole.
/// </summary>
public sealed class LexiconExtractor : IEntityExtractor
{
    private const int MostLabels = 127; // a bit for each, and one for what is no label

    private static readonly string[] GapStops =
    [
        "normal", "normally", "unremarkable", "clear", "enlarged", "but", "however", "although", "except", "without", "there", "which", "blunted",
        "increased", "prominent", "abnormal",
    ];

    private readonly PhraseAutomaton automaton;
    private readonly Payload[] payloads;
    private NodeMeaning[] meanings = [];

    /// <summary>The labels of the phrases that end in a node of the automaton, as bits.</summary>
    private struct NodeMeaning
    {
        public UInt128 Labels;
        public UInt128 Unmentions;
    }

    /// <summary>What a phrase stands for; as a bit, too, which takes several steps to make of a label.</summary>
    private readonly record struct Payload(LexiconTerm Term, int Label, UInt128 Bit)
    {
        public bool IsUnmention => Term.Role == TermRole.Unmention;
    }

    /// <summary>Compiles a lexicon.</summary>
    /// <param name="lexicon">The terms.</param>
    /// <param name="vocabulary">The vocabulary of the tokenizer; the terms' words are added to it.</param>
    public LexiconExtractor(Lexicon lexicon, Vocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(lexicon);
        ArgumentNullException.ThrowIfNull(vocabulary);
        Labels = lexicon.Labels.Count <= MostLabels
            ? lexicon.Labels
            : throw new ArgumentException($"A lexicon has at most {MostLabels} labels, not {lexicon.Labels.Count}; the findings that only block \"No Finding\" don't count.", nameof(lexicon));
        automaton = new PhraseAutomaton(vocabulary, GapStops);
        var all = new List<Payload>();
        foreach (FindingLexicon part in lexicon.Findings)
        {
            int label = part.OnlyBlocksNoFinding ? -1 : Labels.IndexOf(part.Finding);
            foreach (LexiconTerm term in part.Terms)
            {
                foreach (PhraseElement[] phrase in PhrasePattern.Expand(term.Pattern))
                {
                    automaton.Add(phrase, all.Count);
                }

                all.Add(new Payload(term, label, UInt128.One << (label + 1)));
            }
        }

        payloads = [.. all];
    }

    /// <inheritdoc/>
    public FindingSet Labels { get; }

    internal void Freeze()
    {
        automaton.Freeze();
        meanings = new NodeMeaning[automaton.NodeCount];
        for (int node = 0; node < meanings.Length; node++)
        {
            foreach (int payload in automaton.PayloadsOf(node))
            {
                meanings[node].Labels |= payloads[payload].Bit;
                meanings[node].Unmentions |= payloads[payload].IsUnmention ? payloads[payload].Bit : 0;
            }
        }
    }

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
            UInt128 overshadowed = Overshadowed(all, i);
            foreach (int place in automaton.PayloadsOf(all[i].Node))
            {
                ref readonly Payload payload = ref payloads[place];
                if (!payload.IsUnmention && (overshadowed & payload.Bit) == 0)
                {
                    found.Add(new Entity(payload.Label, payload.Term, all[i].First, all[i].End, all[i].Words));
                }
            }
        }
    }

    /// <summary>The labels for which a match falls to another one; looked up once for all of its payloads, as a text of one repeated phrase has many of both.</summary>
    private UInt128 Overshadowed(ReadOnlySpan<PhraseMatch> all, int index)
    {
        PhraseMatch match = all[index];
        UInt128 labels = 0;
        for (int i = index; i >= 0 && match.First - all[i].First < 64; i--)
        {
            labels |= OvershadowedBy(all[i], match);
        }

        for (int i = index + 1; i < all.Length && all[i].First < match.End; i++)
        {
            labels |= OvershadowedBy(all[i], match);
        }

        return labels;
    }

    private UInt128 OvershadowedBy(in PhraseMatch other, in PhraseMatch match)
    {
        if (match.IsPartOf(other))
        {
            return meanings[other.Node].Labels;
        }

        bool overlaps = (other.WordsFrom(match.First) & match.Words) != 0;
        return overlaps && !other.IsPartOf(match) ? meanings[other.Node].Unmentions : 0;
    }
}
