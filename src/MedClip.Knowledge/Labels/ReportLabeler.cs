using System.Runtime.InteropServices;

namespace MedClip.Knowledge;

/// <summary>
/// Labels chest X-ray reports and their sentences with findings, each label with its evidence: sections → sentences → concepts → assertions → labels.
/// Pure managed code. Thread-safe; make one and keep it.
/// </summary>
public sealed partial class ReportLabeler
{
    private const string HeartFailure = "C0018801";

    private readonly ReportTokenizer tokenizer;
    private readonly SentenceSplitter splitter;
    private readonly IEntityExtractor extractor;
    private readonly AssertionResolver resolver;
    private readonly SectionChoice sections;
    private readonly LabelPolicy policy;
    private readonly NoFindingRule noFinding;
    private readonly bool impliedAbsence;
    private readonly int cardiomegaly; // its place when heart failure makes it uncertain, else -1
    private readonly ScratchPool pool;

    /// <summary>Creates a labeller and compiles its lexicon and rules (about a tenth of a second the first time).</summary>
    /// <param name="options">How to label; null for the defaults.</param>
    public ReportLabeler(LabelerOptions? options = null)
    {
        options ??= new LabelerOptions();
        policy = options.Policy;
        bool followsCheXpert = LabelerOptions.FollowsCheXpert(policy);
        sections = options.Sections ?? (policy == LabelPolicy.Mimic ? SectionChoice.Mimic : SectionChoice.FindingsAndImpression);
        noFinding = options.NoFinding ?? (followsCheXpert ? NoFindingRule.CheXpert : NoFindingRule.Stated);
        impliedAbsence = options.ImpliedAbsence ?? !followsCheXpert;
        var vocabulary = new Vocabulary();
        splitter = new SentenceSplitter(vocabulary);
        resolver = new AssertionResolver(options.Rules, vocabulary);
        extractor = options.Extractor?.Invoke(vocabulary) ?? new LexiconExtractor(options.Lexicon, vocabulary);
        (extractor as LexiconExtractor)?.Freeze();
        resolver.Freeze();
        cardiomegaly = followsCheXpert ? Findings.IndexOf(Finding.Cardiomegaly) : -1;
        if (options.TolerateMisspellings)
        {
            vocabulary.TolerateMisspellings();
        }

        tokenizer = new ReportTokenizer(vocabulary);
        pool = new ScratchPool(() => new LabelingScratch(Findings, policy, noFinding));
    }

    /// <summary>The findings that are labelled, in the order of the labels: CheXpert's 14, then those that the lexicon adds.</summary>
    public FindingSet Findings => extractor.Labels;

    /// <summary>Labels a plain report. Headers are found in the text.</summary>
    /// <param name="report">The report; may be a single sentence, or empty.</param>
    public LabeledReport Label(string report) => Label(ReportText.Parse(report));

    /// <summary>Labels a report whose sections are known.</summary>
    /// <param name="report">The report.</param>
    public LabeledReport Label(ReportText report)
    {
        ArgumentNullException.ThrowIfNull(report);
        LabelingScratch scratch = pool.Rent();
        scratch.PackedSentences.Clear();
        scratch.PackedMentions.Clear();
        scratch.PackedTriggers.Clear();
        Run(report, scratch, evidence: true);
        var evidence = new PackedEvidence([.. scratch.PackedSentences], [.. scratch.PackedMentions], [.. scratch.PackedTriggers]);
        IReadOnlyList<ReportSection> read = scratch.Sections.Count == report.Sections.Count ? report.Sections : [.. scratch.Sections];
        scratch.ReportTally.CopyLabels(scratch.Labels);
        FindingLabels labels = scratch.LabelsCache.Of(scratch.Labels);
        pool.Return(scratch);
        return new LabeledReport(report, labels, policy, sections, read, evidence);
    }

    /// <summary>Labels a report without collecting sentences and evidence: the fast way for tables of labels.</summary>
    /// <param name="report">The report.</param>
    /// <param name="labels">Receives one label for each of <see cref="Findings"/>.</param>
    /// <exception cref="ArgumentException">There is less room than findings.</exception>
    public void Label(ReportText report, Span<LabelValue> labels)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (labels.Length < Findings.Count)
        {
            throw new ArgumentException($"{Findings.Count} findings need as many places, not {labels.Length}.", nameof(labels));
        }

        LabelingScratch scratch = pool.Rent();
        Run(report, scratch, evidence: false);
        scratch.ReportTally.CopyLabels(labels);
        pool.Return(scratch);
    }

    private void Run(ReportText report, LabelingScratch scratch, bool evidence)
    {
        scratch.ReportTally.Clear();
        scratch.Sections.Clear();
        SectionSelector.Select(report.Text, report.Sections, sections, scratch.Sections);
        foreach (ReportSection section in scratch.Sections)
        {
            scratch.Sentences.Clear();
            tokenizer.Tokenize(report.Text, section.Span, scratch.Text);
            scratch.Text.Concepts = report.Concepts;
            splitter.Split(scratch.Text, 0, scratch.Sentences);
            foreach (SentenceTokens sentence in scratch.Sentences)
            {
                LabelSentence(sentence, scratch, evidence);
                if (evidence)
                {
                    Pack(sentence, section.Kind, scratch);
                }
            }
        }
    }

    private void LabelSentence(SentenceTokens sentence, LabelingScratch scratch, bool evidence)
    {
        ReadOnlySpan<Token> tokens = scratch.Text.Tokens;
        scratch.Entities.Clear();
        scratch.SentenceTally.Clear();
        if (extractor is LexiconExtractor lexicon)
        {
            lexicon.Extract(tokens, sentence.First, sentence.End, scratch.Matches, scratch.Entities);
        }
        else
        {
            extractor.Extract(scratch.Text, sentence.First, sentence.End, scratch.Entities);
        }

        if (scratch.Entities.Count == 0)
        {
            return;
        }

        resolver.FindTriggers(tokens, sentence, scratch.Matches, scratch.Triggers);
        foreach (ref readonly Entity entity in CollectionsMarshal.AsSpan(scratch.Entities))
        {
            bool implies = entity.Term.Role is TermRole.Implied or TermRole.Broader;
            if (implies && !impliedAbsence)
            {
                continue;
            }

            scratch.Decisive.Clear();
            Assertion assertion = resolver.Resolve(tokens, entity, CollectionsMarshal.AsSpan(scratch.Triggers), evidence ? scratch.Decisive : null);
            LabelValue value = ValueOf(assertion);
            if (implies && value != LabelValue.Negative)
            {
                continue;
            }

            scratch.SentenceTally.Add(entity.Label, value);
            if (evidence)
            {
                Pack(entity, entity.Term, assertion, value, scratch);
            }

            if (cardiomegaly >= 0 && value is LabelValue.Positive or LabelValue.Uncertain && entity.Term.Cui == HeartFailure)
            {
                AddCardiomegaly(entity, assertion, scratch, evidence);
            }
        }

        scratch.ReportTally.Add(scratch.SentenceTally);
    }

    /// <summary>CheXpert's exception: heart failure, when not denied, makes cardiomegaly uncertain.</summary>
    private void AddCardiomegaly(in Entity entity, in Assertion assertion, LabelingScratch scratch, bool evidence)
    {
        scratch.SentenceTally.Add(cardiomegaly, LabelValue.Uncertain);
        Assertion possible = assertion with { Presence = Presence.Possible, Certainty = Math.Min(assertion.Certainty, 0.5) };
        if (evidence)
        {
            Pack(entity, entity.Term with { Finding = Finding.Cardiomegaly }, possible, LabelValue.Uncertain, scratch);
        }
    }

    private LabelValue ValueOf(in Assertion assertion)
    {
        bool gone = assertion.Temporality == Temporality.Historical && assertion.Presence == Presence.Absent; // "the previous effusion has resolved"
        if (assertion.Experiencer == Experiencer.Other || (assertion.Temporality != Temporality.Recent && !gone))
        {
            return LabelValue.NotMentioned;
        }

        return assertion.Presence switch
        {
            Presence.Present => LabelValue.Positive,
            Presence.Absent => LabelValue.Negative,
            _ when assertion.Certainty == 0 => LabelValue.NotMentioned, // looked for, and no more
            _ => policy == LabelPolicy.Graded && assertion.Certainty >= 0.5 ? LabelValue.Positive : LabelValue.Uncertain,
        };
    }

    private static void Pack(in Entity entity, LexiconTerm term, in Assertion assertion, LabelValue value, LabelingScratch scratch)
    {
        foreach (ref readonly ActiveTrigger trigger in CollectionsMarshal.AsSpan(scratch.Decisive))
        {
            scratch.PackedTriggers.Add(new Trigger(trigger.Rule, scratch.Text.SpanOf(trigger.First, trigger.End)));
        }

        scratch.PackedMentions.Add(new PackedMention(term, scratch.Text.SpanOf(entity.First, entity.End), assertion, value, scratch.PackedTriggers.Count));
    }

    private static void Pack(SentenceTokens sentence, SectionKind section, LabelingScratch scratch)
    {
        int words = 0;
        foreach (ref readonly Token token in scratch.Text.Tokens[sentence.First..sentence.End])
        {
            words += token.IsWord ? 1 : 0;
        }

        scratch.SentenceTally.CopyLabels(scratch.Labels);
        scratch.PackedSentences.Add(new PackedSentence(
            scratch.Text.SpanOf(sentence.First, sentence.End), scratch.LabelsCache.Of(scratch.Labels), section, words, sentence.End - sentence.First, scratch.PackedMentions.Count));
    }
}
