namespace MedClip;

/// <summary>One label for each finding of a set: of an image, a report or a sentence. Immutable.</summary>
public sealed class FindingLabels
{
    private readonly LabelValue[] values;

    /// <summary>Creates labels from values in the set's order.</summary>
    /// <param name="findings">The set that gives each value its finding.</param>
    /// <param name="values">One value for each finding.</param>
    /// <exception cref="ArgumentException">The counts differ.</exception>
    public FindingLabels(FindingSet findings, ReadOnlySpan<LabelValue> values)
    {
        ArgumentNullException.ThrowIfNull(findings);
        if (values.Length != findings.Count)
        {
            throw new ArgumentException($"{findings.Count} findings need as many labels, not {values.Length}.", nameof(values));
        }

        Findings = findings;
        this.values = values.ToArray();
    }

    /// <summary>The set of findings that the labels belong to.</summary>
    public FindingSet Findings { get; }

    /// <summary>The values in the set's order.</summary>
    public ReadOnlySpan<LabelValue> Values => values;

    /// <summary>The label of a finding; <see cref="LabelValue.NotMentioned"/> when the set lacks it.</summary>
    /// <param name="finding">A finding.</param>
    public LabelValue this[Finding finding] =>
        Findings.IndexOf(finding) is var index and >= 0 ? values[index] : LabelValue.NotMentioned;

    /// <summary>The findings that are present.</summary>
    public IEnumerable<Finding> Positives => Findings.Where((_, i) => values[i] == LabelValue.Positive);

    /// <summary>Whether nothing is mentioned at all.</summary>
    public bool IsEmpty => values.AsSpan().IndexOfAnyExcept(LabelValue.NotMentioned) < 0;

    /// <summary>Labels in which nothing is mentioned.</summary>
    /// <param name="findings">The set of findings.</param>
    public static FindingLabels None(FindingSet findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        var values = new LabelValue[findings.Count];
        values.AsSpan().Fill(LabelValue.NotMentioned);
        return new FindingLabels(findings, values);
    }

    /// <summary>Labels with the given findings present and the others not mentioned.</summary>
    /// <param name="findings">The set of findings.</param>
    /// <param name="positives">Findings of the set that are present.</param>
    /// <exception cref="ArgumentException">The set lacks one of them.</exception>
    public static FindingLabels Of(FindingSet findings, params ReadOnlySpan<Finding> positives)
    {
        LabelValue[] values = None(findings).values;
        foreach (Finding finding in positives)
        {
            int index = findings.IndexOf(finding);
            if (index < 0)
            {
                throw new ArgumentException($"The set has no finding '{finding}'.", nameof(positives));
            }

            values[index] = LabelValue.Positive;
        }

        return new FindingLabels(findings, values);
    }

    /// <summary>The multi-hot vector of paper §3.2: 1 where present, by policy where uncertain, 0 elsewhere.</summary>
    /// <param name="policy">What an uncertain label becomes.</param>
    /// <param name="destination">Receives <c>Findings.Count</c> numbers in [0, 1].</param>
    /// <exception cref="ArgumentException">The destination is shorter than the set.</exception>
    public void CopyMultiHot(UncertaintyPolicy policy, Span<float> destination)
    {
        if (destination.Length < values.Length)
        {
            throw new ArgumentException($"The destination holds {destination.Length} numbers; {values.Length} are needed.", nameof(destination));
        }

        for (int i = 0; i < values.Length; i++)
        {
            destination[i] = values[i] switch
            {
                LabelValue.Positive => 1f,
                LabelValue.Uncertain => policy switch
                {
                    UncertaintyPolicy.AsPositive => 1f,
                    UncertaintyPolicy.AsHalf => 0.5f,
                    _ => 0f,
                },
                _ => 0f,
            };
        }
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join(", ", Findings.Select((f, i) => (f, v: values[i])).Where(x => x.v != LabelValue.NotMentioned).Select(x => $"{x.f}={(int)x.v}"));
}
