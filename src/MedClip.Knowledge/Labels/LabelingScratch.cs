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

    public MentionTally SentenceTally { get; } = new(labels, policy, noFinding);

    public MentionTally ReportTally { get; } = new(labels, policy, noFinding);
}
