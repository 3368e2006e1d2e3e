namespace MedClip.Evaluation;

/// <summary>Settings of <see cref="CoTeaching"/>.</summary>
public sealed record CoTeachingOptions
{
    /// <summary>The share of films of the largest loss that is left out in the end, in [0, 1): the share of wrong labels, as far as it is known.</summary>
    public double ForgetRate { get; init; } = 0.2;

    /// <summary>Epochs over which the share rises to it, ≥ 1; 10 in the publication.</summary>
    public int RisingEpochs { get; init; } = 10;

    /// <summary>Of both heads.</summary>
    public SgdHeadOptions Descent { get; init; } = new();
}
