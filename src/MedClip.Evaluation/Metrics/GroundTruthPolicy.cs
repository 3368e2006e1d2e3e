namespace MedClip.Evaluation;

/// <summary>Which labels count when scores are evaluated or probes are fitted.</summary>
public sealed record GroundTruthPolicy
{
    /// <summary>What an uncertain label counts as. The default leaves the film out for that finding. <see cref="UncertaintyPolicy.AsHalf"/> does too: an AUC knows no half.</summary>
    public UncertaintyPolicy Uncertain { get; init; } = UncertaintyPolicy.AsNotMentioned;

    /// <summary>Whether a blank label counts as absent (the default: labels mined from reports leave blank what nobody saw) or leaves the film out.</summary>
    public bool BlankIsAbsent { get; init; } = true;

    /// <summary>What a label counts as.</summary>
    /// <param name="value">A label.</param>
    /// <returns>True = present, false = absent, null = left out.</returns>
    public bool? Present(LabelValue value) => value switch
    {
        LabelValue.Positive => true,
        LabelValue.Negative => false,
        LabelValue.Uncertain when Uncertain == UncertaintyPolicy.AsPositive => true,
        LabelValue.Uncertain when Uncertain == UncertaintyPolicy.AsNegative => false,
        LabelValue.NotMentioned when BlankIsAbsent => false,
        _ => null,
    };
}
