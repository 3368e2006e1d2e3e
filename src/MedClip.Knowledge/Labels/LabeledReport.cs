namespace MedClip.Knowledge;

/// <summary>A report with its labels and those of its sentences.</summary>
/// <param name="Report">The text, which all offsets refer to, and its sections.</param>
/// <param name="Sentences">The sentences of the sections that were read, in order.</param>
/// <param name="Labels">The report's labels.</param>
/// <param name="Policy">How mentions became labels.</param>
public sealed record LabeledReport(ReportText Report, IReadOnlyList<LabeledSentence> Sentences, FindingLabels Labels, LabelPolicy Policy)
{
    /// <summary>Which sections the labeller was told to read.</summary>
    public SectionChoice SectionChoice { get; init; }

    /// <summary>The sections that it found and read, in the order of reading.</summary>
    public IReadOnlyList<ReportSection> SectionsRead { get; init; } = [];

    /// <summary>All mentions of the report, in order.</summary>
    public IEnumerable<Mention> Mentions => Sentences.SelectMany(sentence => sentence.Mentions);
}
