namespace MedClip.Knowledge;

/// <summary>A sentence of a report with its labels.</summary>
public sealed class LabeledSentence
{
    private readonly string reportText;

    internal LabeledSentence(string reportText, TextSpan span, SectionKind section, int wordCount, int tokenCount, FindingLabels labels, IReadOnlyList<Mention> mentions)
    {
        this.reportText = reportText;
        (Span, Section, WordCount, TokenCount, Labels, Mentions) = (span, section, wordCount, tokenCount, labels, mentions);
    }

    /// <summary>The sentence as written, list markers left out.</summary>
    public string Text => Span.Of(reportText);

    /// <summary>Where it stands in the report's text.</summary>
    public TextSpan Span { get; }

    /// <summary>Offset of its first character in the report's text.</summary>
    public int Start => Span.Start;

    /// <summary>The section it stands in.</summary>
    public SectionKind Section { get; }

    /// <summary>Its number of words and numbers.</summary>
    public int WordCount { get; }

    /// <summary>Its number of words, numbers and punctuation marks.</summary>
    public int TokenCount { get; }

    /// <summary>Its labels, from its own mentions only.</summary>
    public FindingLabels Labels { get; }

    /// <summary>What it mentions, in order, with the evidence.</summary>
    public IReadOnlyList<Mention> Mentions { get; }

    /// <summary>
    /// Whether pre-training keeps the sentence: at least 3 words (paper §4.1; ours too), or more than 4 words and punctuation marks (the released code).
    /// </summary>
    /// <param name="behaviour">Whose rule applies.</param>
    public bool IsKeptBy(Behaviour behaviour) => behaviour == Behaviour.Reference ? TokenCount > 4 : WordCount >= 3;
}
