namespace MedClip.Evaluation;

/// <summary>Which labels count in <see cref="ZeroShotProtocol"/>.</summary>
public sealed record ZeroShotProtocolOptions
{
    /// <summary>What an uncertain label counts as. The default leaves the film out for that finding. <see cref="UncertaintyPolicy.AsHalf"/> does too: an AUC knows no half.</summary>
    public UncertaintyPolicy Uncertain { get; init; } = UncertaintyPolicy.AsNotMentioned;

    /// <summary>Whether a blank label counts as absent (the default: labels mined from reports leave blank what nobody saw) or leaves the film out.</summary>
    public bool BlankIsAbsent { get; init; } = true;
}
