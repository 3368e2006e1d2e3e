using MedClip.Knowledge;

namespace MedClip.Training;

/// <summary>
/// Turns labels into the vectors that equation (3) compares. A finding that is present counts 1, an uncertain one by policy, all
/// others 0; under the default behaviour a finding said to be absent may count −w, and findings may be weighted by their rarity.
/// </summary>
public sealed class LabelVectors
{
    private readonly FindingSet findings;
    private readonly LabelVectorOptions components;
    private readonly float[] scales;

    /// <summary>Creates an encoding.</summary>
    /// <param name="findings">The vectors' order.</param>
    /// <param name="uncertainty">What an uncertain label becomes.</param>
    /// <param name="absenceWeight">What an absent finding counts, negated; 0 ignores absence.</param>
    /// <param name="scales">A factor for each finding; null for 1.</param>
    public LabelVectors(FindingSet findings, UncertaintyPolicy uncertainty, double absenceWeight = 0, IReadOnlyList<float>? scales = null)
    {
        ArgumentNullException.ThrowIfNull(findings);
        if (scales is not null && scales.Count != findings.Count)
        {
            throw new ArgumentException($"{findings.Count} findings need as many factors, not {scales.Count}.", nameof(scales));
        }

        this.findings = findings;
        components = new LabelVectorOptions(uncertainty, absenceWeight);
        this.scales = scales is null ? [.. Enumerable.Repeat(1f, findings.Count)] : [.. scales];
    }

    /// <summary>Whether an uncertain label that counts as not mentioned becomes NaN, which a supervised loss leaves out, instead of 0.</summary>
    public bool MarksUnknown { get; init; }

    /// <summary>Length of a vector.</summary>
    public int Length => findings.Count;

    /// <summary>
    /// Factors by rarity: the root of (share with the commonest finding / share with this one) to a power, so that a shared rare
    /// finding adds more to a similarity than a shared common one. A finding that nobody has gets the factor of one that a single image has.
    /// </summary>
    /// <param name="findings">The order.</param>
    /// <param name="labels">The images' labels.</param>
    /// <param name="power">0 weights all alike, 1 fully by rarity.</param>
    public static float[] RarityScales(FindingSet findings, IReadOnlyList<FindingLabels> labels, double power)
    {
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(labels);
        int[] counts = [.. findings.Select(finding => Math.Max(1, labels.Count(label => label[finding] == LabelValue.Positive)))];
        return [.. counts.Select(count => (float)Math.Sqrt(Math.Pow(counts.Max() / (double)count, power)))];
    }

    /// <summary>Writes the vectors of many labels.</summary>
    /// <param name="labels">Labels of any set; findings that the encoding lacks are left out.</param>
    /// <returns>Count × <see cref="Length"/> numbers, row-major.</returns>
    public float[] Encode(IReadOnlyList<FindingLabels> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var rows = new float[labels.Count * Length];
        for (int row = 0; row < labels.Count; row++)
        {
            for (int i = 0; i < Length; i++)
            {
                LabelValue value = labels[row][findings[i]];
                rows[(row * Length) + i] = MarksUnknown && value == LabelValue.Uncertain && components.Uncertainty == UncertaintyPolicy.AsNotMentioned
                    ? float.NaN
                    : scales[i] * (float)components.Component(findings[i], value);
            }
        }

        return rows;
    }
}
