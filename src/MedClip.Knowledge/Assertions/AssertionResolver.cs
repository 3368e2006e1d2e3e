using System.Runtime.InteropServices;

namespace MedClip.Knowledge;

/// <summary>
/// Decides what a sentence says of its entities. A trigger governs the entities in its scope (<see cref="TriggerScope"/>); of two that
/// disagree on presence the nearer wins, but a hedge governed by a negation ("no opacity to suggest pneumonia") yields to it.
/// </summary>
internal sealed class AssertionResolver
{
    private static readonly string[] Closers = ["in", "on", "at", "within", "given", "as", "with", "and", "but", "due", "here", "because", "since", "though", "although"];

    private readonly PhraseAutomaton automaton;
    private readonly HashSet<int> closers;
    private readonly AssertionRule[] rules;
    private readonly TriggerScope scope;

    public AssertionResolver(AssertionRules rules, Vocabulary vocabulary)
    {
        this.rules = [.. rules.Rules];
        automaton = new PhraseAutomaton(vocabulary, ["but", "and"]);
        scope = new TriggerScope(vocabulary);
        closers = [.. Closers.Select(vocabulary.Add)];
        for (int i = 0; i < this.rules.Length; i++)
        {
            foreach (PhraseElement[] phrase in PhrasePattern.Expand(this.rules[i].Pattern))
            {
                automaton.Add(phrase, i);
            }
        }
    }

    public void Freeze()
    {
        automaton.Freeze();
        scope.Freeze();
    }

    /// <summary>Finds the triggers of a sentence and their scopes.</summary>
    /// <param name="tokens">The tokens of the text.</param>
    /// <param name="sentence">The sentence.</param>
    /// <param name="matches">A buffer.</param>
    /// <param name="triggers">Receives the triggers.</param>
    /// <param name="taken">Tokens that no trigger may use: a concept given by the caller ("no CHANGE IN VISION"); empty for none.</param>
    public void FindTriggers(ReadOnlySpan<Token> tokens, SentenceTokens sentence, List<PhraseMatch> matches, List<ActiveTrigger> triggers, SentenceTokens taken = default)
    {
        matches.Clear();
        triggers.Clear();
        automaton.Find(tokens, sentence.First, sentence.End, matches);
        for (int i = matches.Count - 1; i >= 0; i--)
        {
            bool overlaps = matches[i].First < taken.End && matches[i].End > taken.First;
            if (overlaps || (MustEnd(matches[i].Node) && matches[i].End < sentence.End && GoesOn(tokens[matches[i].End])))
            {
                matches.RemoveAt(i);
            }
        }

        ReadOnlySpan<PhraseMatch> all = CollectionsMarshal.AsSpan(matches);
        for (int i = 0; i < all.Length; i++)
        {
            if (!IsPartOfAnother(all, i))
            {
                foreach (int rule in automaton.PayloadsOf(all[i].Node))
                {
                    triggers.Add(new ActiveTrigger(rules[rule], all[i].First, all[i].End));
                }
            }
        }

        Span<ActiveTrigger> active = CollectionsMarshal.AsSpan(triggers);
        foreach (ref ActiveTrigger trigger in active)
        {
            trigger = scope.Measure(tokens, sentence, trigger, active);
        }
    }

    /// <summary>What the triggers say of an entity.</summary>
    /// <param name="tokens">The tokens of the text.</param>
    /// <param name="entity">The entity.</param>
    /// <param name="triggers">The triggers of its sentence.</param>
    /// <param name="decisive">Receives the triggers that decided; may be null.</param>
    public Assertion Resolve(ReadOnlySpan<Token> tokens, in Entity entity, ReadOnlySpan<ActiveTrigger> triggers, List<ActiveTrigger>? decisive)
    {
        int nearest = -1, nearestDistance = int.MaxValue, negation = -1, negationDistance = int.MaxValue;
        HedgePair hedges = default;
        Temporality temporality = Temporality.Recent;
        Experiencer experiencer = Experiencer.Patient;
        for (int i = 0; i < triggers.Length; i++)
        {
            AssertionRule rule = triggers[i].Rule;
            if (rule.Category is not { } category || !scope.Governs(tokens, triggers[i], entity, out int distance))
            {
                continue;
            }

            switch (category)
            {
                case AssertionCategory.Negated or AssertionCategory.Uncertain:
                    if (distance < nearestDistance || (distance == nearestDistance && category == AssertionCategory.Negated))
                    {
                        (nearest, nearestDistance) = (i, distance);
                    }

                    if (category == AssertionCategory.Negated && distance < negationDistance)
                    {
                        (negation, negationDistance) = (i, distance);
                    }

                    hedges.Add(category, rule.Certainty, triggers[i].First < entity.First, distance);
                    continue;
                case AssertionCategory.Hypothetical:
                    temporality = Temporality.Hypothetical;
                    break;
                case AssertionCategory.Historical when temporality == Temporality.Recent:
                    temporality = Temporality.Historical;
                    break;
                case AssertionCategory.Family:
                    experiencer = Experiencer.Other;
                    break;
            }

            decisive?.Add(triggers[i]);
        }

        if (nearest >= 0 && negation >= 0 && nearest != negation && scope.GovernsTrigger(tokens, triggers[negation], triggers[nearest]))
        {
            nearest = negation;
        }

        if (nearest >= 0)
        {
            decisive?.Insert(0, triggers[nearest]);
        }

        (Presence presence, double certainty) = Combine(entity.Term, nearest < 0 ? null : triggers[nearest].Rule, hedges.Certainty);
        return new Assertion(presence, temporality, experiencer, certainty);
    }

    /// <summary>A phrase that speaks for itself is only turned by a negation within it ("heart size is not normal").</summary>
    private static (Presence Presence, double Certainty) Combine(LexiconTerm term, AssertionRule? rule, double certainty) => (term.Role, rule?.Category) switch
    {
        (TermRole.Normal or TermRole.Implied, AssertionCategory.Negated) => (Presence.Present, 1),
        (TermRole.Normal or TermRole.Implied, _) => (Presence.Absent, 0),
        (TermRole.Uncertain, AssertionCategory.Negated) => (Presence.Absent, 0),
        (TermRole.Uncertain, _) => (Presence.Possible, term.Certainty),
        (_, AssertionCategory.Negated) => (Presence.Absent, 0),
        (_, AssertionCategory.Uncertain) => (Presence.Possible, certainty),
        _ => (Presence.Present, 1),
    };

    /// <summary>Whether the clause goes on with something that the phrase may speak of; "is possible on the left" has ended all the same.</summary>
    private bool GoesOn(in Token next) => next.IsWord && !closers.Contains(next.Id);

    private bool MustEnd(int node)
    {
        foreach (int rule in automaton.PayloadsOf(node))
        {
            if (!rules[rule].AtEnd)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPartOfAnother(ReadOnlySpan<PhraseMatch> all, int index)
    {
        PhraseMatch match = all[index];
        foreach (ref readonly PhraseMatch other in all)
        {
            if (match.IsPartOf(other))
            {
                return true;
            }
        }

        return false;
    }
}
