namespace MedClip.Knowledge;

/// <summary>How sure a text makes each finding: the soft counterpart of labels, for targets that are neither 0 nor 1.</summary>
public static class FindingCertainty
{
    /// <summary>
    /// The certainty of each finding: that of its surest mention in [0, 1] (1 present, 0 denied, between for hedges), and 0 for what is not mentioned.
    /// Mentions that give no label (history, what is only looked for) do not count.
    /// </summary>
    /// <param name="report">A labelled report.</param>
    /// <param name="destination">Receives one number for each finding of the report's labels.</param>
    /// <exception cref="ArgumentException">The destination is shorter than the findings.</exception>
    public static void CopyCertainties(this LabeledReport report, Span<double> destination)
    {
        ArgumentNullException.ThrowIfNull(report);
        Copy(report.Mentions, report.Labels, destination);
    }

    /// <inheritdoc cref="CopyCertainties(LabeledReport, Span{double})"/>
    /// <param name="sentence">A labelled sentence.</param>
    /// <param name="destination">Receives one number for each finding of the sentence's labels.</param>
    public static void CopyCertainties(this LabeledSentence sentence, Span<double> destination)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        Copy(sentence.Mentions, sentence.Labels, destination);
    }

    private static void Copy(IEnumerable<Mention> mentions, FindingLabels labels, Span<double> destination)
    {
        FindingSet findings = labels.Findings;
        if (destination.Length < findings.Count)
        {
            throw new ArgumentException($"The destination holds {destination.Length} numbers; {findings.Count} are needed.", nameof(destination));
        }

        destination[..findings.Count].Clear();
        foreach (Mention mention in mentions)
        {
            if (findings.IndexOf(mention.Finding) is var i and >= 0 && mention.Value is LabelValue.Positive or LabelValue.Uncertain)
            {
                destination[i] = Math.Max(destination[i], mention.Assertion.Certainty);
            }
        }

        if (labels[Finding.NoFinding] == LabelValue.Positive)
        {
            destination[findings.IndexOf(Finding.NoFinding)] = 1; // derived, not mentioned
        }
    }
}
