using System.ComponentModel.DataAnnotations;

namespace MedClip.Training;

/// <summary>The objective and how labels enter it.</summary>
public sealed class ObjectiveOptions
{
    /// <summary>What is trained for. Default <see cref="ObjectiveKind.SemanticMatching"/>.</summary>
    public ObjectiveKind Kind { get; set; } = ObjectiveKind.SemanticMatching;

    /// <summary>Temperature of the soft targets; null takes the behaviour's (0.1 by default, 1 in the paper and its code).</summary>
    [Range(1e-3, 100)]
    public double? TargetTemperature { get; set; }

    /// <summary>
    /// Weight of matching films with films and sentences with sentences; null takes the behaviour's (1 by default, 0 in the paper and its
    /// code).
    /// </summary>
    [Range(0, 100)]
    public double? WithinModalityWeight { get; set; }

    /// <summary>Share of each target row spread evenly over the batch. Default 0.</summary>
    [Range(0, 0.999)]
    public double LabelSmoothing { get; set; }

    /// <summary>
    /// A finding said to be absent enters the label vector as minus this; 0 ignores absence, as the paper does. Under the default
    /// behaviour only. Default 0.
    /// </summary>
    [Range(0, 1)]
    public double AbsenceWeight { get; set; }

    /// <summary>
    /// Findings are weighted by (share of images with the commonest finding / share with this one) to this power, so that a rare one counts for
    /// more; 0 weights all alike, as the paper does. Under the default behaviour only. Default 0.
    /// </summary>
    [Range(0, 1)]
    public double RarityPower { get; set; }

    /// <summary>What an uncertain label becomes. Default <see cref="UncertaintyPolicy.AsNegative"/>, as in the released code.</summary>
    public UncertaintyPolicy Uncertainty { get; set; } = UncertaintyPolicy.AsNegative;

    /// <summary>Builds the objective.</summary>
    /// <param name="behaviour">Which behaviour fills in what is not set.</param>
    public IContrastiveObjective Create(Behaviour behaviour)
    {
        if (Kind == ObjectiveKind.InfoNce)
        {
            return new InfoNceObjective(behaviour == Behaviour.Paper ? null : LogScaleClamp.Reference);
        }

        SemanticMatchingOptions matching = SemanticMatchingOptions.For(behaviour);
        return new SemanticMatchingObjective(matching with
        {
            TargetTemperature = TargetTemperature ?? matching.TargetTemperature,
            WithinModalityWeight = WithinModalityWeight ?? matching.WithinModalityWeight,
            LabelSmoothing = LabelSmoothing,
        });
    }
}
