namespace MedClip.Knowledge;

/// <summary>The sentences, mentions and triggers of one report in three arrays: a third of what they take as objects.</summary>
internal sealed class PackedEvidence(PackedSentence[] sentences, PackedMention[] mentions, Trigger[] triggers)
{
    public IReadOnlyList<LabeledSentence> Unpack(string text)
    {
        var unpacked = new LabeledSentence[sentences.Length];
        int mention = 0, trigger = 0;
        for (int i = 0; i < sentences.Length; i++)
        {
            ref readonly PackedSentence sentence = ref sentences[i];
            Mention[] own = sentence.MentionsEnd > mention ? new Mention[sentence.MentionsEnd - mention] : [];
            for (int j = 0; j < own.Length; j++, mention++)
            {
                ref readonly PackedMention packed = ref mentions[mention];
                own[j] = packed.Unpack(triggers[trigger..packed.TriggersEnd]);
                trigger = packed.TriggersEnd;
            }

            unpacked[i] = new LabeledSentence(text, sentence.Span, sentence.Section, sentence.Words, sentence.Tokens, sentence.Labels, own);
        }

        return unpacked;
    }
}

/// <summary>A sentence; its mentions are those up to a place in the list of all.</summary>
internal readonly record struct PackedSentence(TextSpan Span, FindingLabels Labels, SectionKind Section, int Words, int Tokens, int MentionsEnd);

/// <summary>A mention; its triggers are those up to a place in the list of all.</summary>
internal readonly struct PackedMention(LexiconTerm term, TextSpan span, in Assertion assertion, LabelValue value, int triggersEnd)
{
    private readonly double certainty = assertion.Certainty;
    private readonly byte presence = (byte)assertion.Presence, temporality = (byte)assertion.Temporality, experiencer = (byte)assertion.Experiencer;

    public int TriggersEnd { get; } = triggersEnd;

    public Mention Unpack(IReadOnlyList<Trigger> triggers) =>
        new(term.Finding, term, span, new Assertion((Presence)presence, (Temporality)temporality, (Experiencer)experiencer, certainty), value, triggers);
}
