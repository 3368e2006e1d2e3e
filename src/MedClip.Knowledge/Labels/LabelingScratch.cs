namespace MedClip.Knowledge;

/// <summary>The buffers of one labelling run; kept by the labeller and used again.</summary>
internal sealed class LabelingScratch(FindingSet labels, LabelPolicy policy, NoFindingRule noFinding)
{
    public TokenizedText Text { get; } = new();

    public List<ReportSection> Sections { get; } = [];

    public List<SentenceTokens> Sentences { get; } = [];

    public List<PhraseMatch> Matches { get; } = [];

    public List<ActiveTrigger> Triggers { get; } = [];

    public List<ActiveTrigger> Decisive { get; } = [];

    public List<Entity> Entities { get; } = [];

    public List<PackedSentence> PackedSentences { get; } = [];

    public List<PackedMention> PackedMentions { get; } = [];

    public List<Trigger> PackedTriggers { get; } = [];

    public LabelValue[] Labels { get; } = new LabelValue[labels.Count];

    public LabelsCache LabelsCache { get; } = new(labels);

    public MentionTally SentenceTally { get; } = new(labels, policy, noFinding);

    public MentionTally ReportTally { get; } = new(labels, policy, noFinding);
}
