namespace MedClip.Knowledge;

/// <summary>
/// How labels agree with gold labels. A detection is the label 1; all other values (0, −1, blank) count as not detected, as the gold standards for
/// chest reports that only code what is present require.
/// </summary>
public sealed class LabelAgreement
{
    private static readonly LabelValue[] ValueOrder = [LabelValue.Positive, LabelValue.Uncertain, LabelValue.Negative, LabelValue.NotMentioned];

    private readonly int[] columns;
    private readonly DetectionCounts[] counts;

    /// <summary>Compares the labels of reports.</summary>
    /// <param name="findings">The findings that are compared.</param>
    /// <param name="cases">The reports; at least one, each labelled for all of <paramref name="findings"/>.</param>
    /// <exception cref="ArgumentException">There is no report.</exception>
    public LabelAgreement(FindingSet findings, IReadOnlyList<LabelCase> cases)
    {
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(cases);
        if (cases.Count == 0)
        {
            throw new ArgumentException("There is no report to compare.", nameof(cases));
        }

        (Findings, Cases) = (findings, cases);
        columns = [.. Enumerable.Range(0, findings.Count)];
        counts = [.. columns.Select(i => cases.Aggregate(default(DetectionCounts), (sum, one) => sum.With(IsFound(one.Predicted, i), IsFound(one.Gold, i))))];
    }

    /// <summary>The findings that are compared.</summary>
    public FindingSet Findings { get; }

    /// <summary>The reports.</summary>
    public IReadOnlyList<LabelCase> Cases { get; }

    /// <summary>All findings' counts together; its F1 is micro-F1.</summary>
    public DetectionCounts Micro => counts.Aggregate((a, b) => a + b);

    /// <summary>The mean of the findings' F1; a finding that is nowhere there and was nowhere found is left out.</summary>
    public double MacroF1 => MeanF1(counts);

    /// <summary>The counts of one finding.</summary>
    /// <param name="finding">One of <see cref="Findings"/>.</param>
    public DetectionCounts this[Finding finding] => counts[Findings.IndexOf(finding)];

    /// <summary>How often each label stands against each gold label, over all findings: rows predicted, columns gold, both in the order 1, −1, 0, blank.</summary>
    public int[,] Confusion()
    {
        var table = new int[ValueOrder.Length, ValueOrder.Length];
        foreach (LabelCase one in Cases)
        {
            foreach (Finding finding in Findings)
            {
                table[Array.IndexOf(ValueOrder, one.Predicted[finding]), Array.IndexOf(ValueOrder, one.Gold[finding])]++;
            }
        }

        return table;
    }

    /// <summary>The reports on which a finding's detection is wrong, in order.</summary>
    /// <param name="finding">One of <see cref="Findings"/>.</param>
    /// <param name="missed">True for what was missed, false for what was found and is not there.</param>
    public IEnumerable<LabelCase> Errors(Finding finding, bool missed) => Cases.Where(one =>
        (one.Gold[finding] == LabelValue.Positive) == missed && (one.Predicted[finding] == LabelValue.Positive) == !missed);

    /// <summary>Percentile intervals of micro- and macro-F1: groups of reports are drawn anew with replacement.</summary>
    /// <param name="resamples">How often; at least 20.</param>
    /// <param name="seed">Where randomness comes from.</param>
    /// <param name="coverage">The share of resamples that the interval holds, in (0, 1).</param>
    public AgreementIntervals Bootstrap(int resamples, SeedSequence seed, double coverage = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 20);
        DetectionCounts[][] groups = [.. Cases.GroupBy(one => one.Group ?? one.Id, StringComparer.Ordinal).Select(CountsOf)];
        SplitMix64 random = seed.For("label agreement").ToRandom();
        (var micro, var macro) = (new double[resamples], new double[resamples]);
        for (int r = 0; r < resamples; r++)
        {
            var sum = new DetectionCounts[counts.Length];
            for (int g = 0; g < groups.Length; g++)
            {
                DetectionCounts[] drawn = groups[random.Next(groups.Length)];
                for (int i = 0; i < sum.Length; i++)
                {
                    sum[i] += drawn[i];
                }
            }

            (micro[r], macro[r]) = (sum.Aggregate((a, b) => a + b).F1, MeanF1(sum));
        }

        (double microLow, double microHigh) = Quantiles(micro, coverage);
        (double macroLow, double macroHigh) = Quantiles(macro, coverage);
        return new AgreementIntervals(microLow, microHigh, macroLow, macroHigh);
    }

    private DetectionCounts[] CountsOf(IEnumerable<LabelCase> group)
    {
        var sum = new DetectionCounts[counts.Length];
        foreach (LabelCase one in group)
        {
            foreach (int i in columns)
            {
                sum[i] = sum[i].With(IsFound(one.Predicted, i), IsFound(one.Gold, i));
            }
        }

        return sum;
    }

    private static (double Low, double High) Quantiles(double[] values, double coverage)
    {
        Array.Sort(values);
        int cut = (int)((1 - coverage) / 2 * values.Length);
        return (values[cut], values[^(cut + 1)]);
    }

    private static double MeanF1(DetectionCounts[] counts) => counts.Select(one => one.F1).Where(f1 => !double.IsNaN(f1)).DefaultIfEmpty(double.NaN).Average();

    private bool IsFound(FindingLabels labels, int finding) => labels[Findings[finding]] == LabelValue.Positive;
}
