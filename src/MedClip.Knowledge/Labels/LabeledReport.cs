namespace MedClip.Knowledge;

/// <summary>A report with its labels and those of its sentences. Immutable. The evidence is kept packed and unpacked when first asked for.</summary>
public sealed class LabeledReport
{
    private readonly PackedEvidence evidence;
    private IReadOnlyList<LabeledSentence>? sentences;

    internal LabeledReport(ReportText report, FindingLabels labels, LabelPolicy policy, SectionChoice choice, IReadOnlyList<ReportSection> sectionsRead, PackedEvidence evidence) =>
        (Report, Labels, Policy, SectionChoice, SectionsRead, this.evidence) = (report, labels, policy, choice, sectionsRead, evidence);

    /// <summary>The text, which all offsets refer to, and its sections.</summary>
    public ReportText Report { get; }

    /// <summary>The sentences of the sections that were read, in order.</summary>
    public IReadOnlyList<LabeledSentence> Sentences => sentences ??= evidence.Unpack(Report.Text);

    /// <summary>The report's labels.</summary>
    public FindingLabels Labels { get; }

    /// <summary>How mentions became labels.</summary>
    public LabelPolicy Policy { get; }

    /// <summary>Which sections the labeller was told to read.</summary>
    public SectionChoice SectionChoice { get; }

    /// <summary>The sections that it found and read, in the order of reading.</summary>
    public IReadOnlyList<ReportSection> SectionsRead { get; }

    /// <summary>All mentions of the report, in order.</summary>
    public IEnumerable<Mention> Mentions => Sentences.SelectMany(sentence => sentence.Mentions);
}
