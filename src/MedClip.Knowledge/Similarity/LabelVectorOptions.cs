namespace MedClip.Knowledge;

/// <summary>
/// How labels become vectors that are compared. The paper compares multi-hot vectors of what is present (§3.2); with a weight for absence, an image
/// and a sentence that both deny a finding agree too, and one that asserts what the other denies disagrees.
/// </summary>
/// <param name="Uncertainty">What an uncertain label becomes.</param>
/// <param name="NegativeWeight">
/// The size, in [0, 1], of the component that a denied finding gets, with the opposite sign of a present one; 0 compares only what is present.
/// </param>
/// <param name="BlankIsNegative">
/// Whether a finding that is not mentioned counts as denied. Tables mined from reports (NIH) leave absent findings blank or 0; sentences stay silent on most findings.
/// </param>
public sealed record LabelVectorOptions(
    UncertaintyPolicy Uncertainty = UncertaintyPolicy.AsNotMentioned, double NegativeWeight = 0, bool BlankIsNegative = false)
{
    /// <summary>The paper's: what is present counts, uncertain counts as absent (0).</summary>
    public static LabelVectorOptions Paper { get; } = new(UncertaintyPolicy.AsNotMentioned);

    /// <summary>Writes the vector of labels: 1 present, −<see cref="NegativeWeight"/> denied, by policy uncertain, 0 not mentioned.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="destination">Receives one number for each finding.</param>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    /// <exception cref="InvalidInputException"><see cref="NegativeWeight"/> is outside [0, 1].</exception>
    public void CopyVector(FindingLabels labels, Span<double> destination)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (destination.Length < labels.Values.Length)
        {
            throw new ArgumentException($"The destination holds {destination.Length} numbers; {labels.Values.Length} are needed.", nameof(destination));
        }

        if (NegativeWeight is not (>= 0 and <= 1))
        {
            throw new InvalidInputException($"The weight of absence is {NegativeWeight}; it must lie in 0…1.");
        }

        for (int i = 0; i < labels.Values.Length; i++)
        {
            destination[i] = Component(labels.Findings[i], labels.Values[i]);
        }
    }

    /// <summary>The component of one finding: 1 present, −<see cref="NegativeWeight"/> denied, by policy uncertain, 0 not mentioned.</summary>
    /// <param name="finding">The finding; "No Finding" is never denied: it follows from the others, and would count their presence twice.</param>
    /// <param name="label">What is said of it.</param>
    public double Component(Finding finding, LabelValue label)
    {
        double denied = NegativeWeight == 0 || finding == Finding.NoFinding ? 0 : -NegativeWeight;
        return label switch
        {
            LabelValue.Positive => 1,
            LabelValue.Negative => denied,
            LabelValue.Uncertain => Uncertainty switch
            {
                UncertaintyPolicy.AsPositive => 1,
                UncertaintyPolicy.AsHalf => 0.5,
                UncertaintyPolicy.AsNegative => denied,
                _ => 0,
            },
            _ => BlankIsNegative ? denied : 0,
        };
    }
}
