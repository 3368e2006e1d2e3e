using System.ComponentModel.DataAnnotations;
using MedClip.Knowledge;

namespace MedClip.Training;

/// <summary>How soft targets are made of label similarities.</summary>
public sealed record SemanticMatchingOptions
{
    /// <summary>Which of the three behaviours applies; see <see cref="SemanticMatchingObjective"/>.</summary>
    public Behaviour Behaviour { get; init; } = Behaviour.Default;

    /// <summary>
    /// How alike label vectors are, e.g. Jaccard's index, or a measure that weighs rare findings or knows related ones; null for the behaviour's own.
    /// </summary>
    public ILabelSimilarity? Similarity { get; init; }

    /// <summary>
    /// Similarities are divided by it before the softmaxes of equations (4) and (5); above 0. One is the paper's, and leaves targets
    /// almost flat: with 100 texts of which 20 match, .0202 against .0074.
    /// </summary>
    [Range(1e-3, 100)]
    public double TargetTemperature { get; init; } = 1;

    /// <summary>Share of each target row spread evenly over all columns, in [0, 1).</summary>
    [Range(0, 0.999)]
    public double LabelSmoothing { get; init; }

    /// <summary>
    /// Weight λ of matching films with films and sentences with sentences, added to equation (9): λ·(L of films + L of sentences); at
    /// least 0, which leaves it out as the paper does. Each is the supervised contrastive loss (https://arxiv.org/abs/2004.11362,
    /// equation 2) with the cosine of equation (3) in its soft targets.
    /// </summary>
    [Range(0, 100)]
    public double WithinModalityWeight { get; init; }

    /// <summary>The weight within the modalities of <see cref="Behaviour.Default"/>.</summary>
    public const double DefaultWithinModalityWeight = 1;

    /// <summary>The target temperature of <see cref="Behaviour.Default"/>.</summary>
    public const double DefaultTargetTemperature = 0.1;

    /// <summary>The options of a named behaviour.</summary>
    /// <param name="behaviour">The paper's and the released code's have temperature 1 and weight 0; ours has <see cref="DefaultTargetTemperature"/> and
    /// <see cref="DefaultWithinModalityWeight"/>.</param>
    public static SemanticMatchingOptions For(Behaviour behaviour) => new()
    {
        Behaviour = behaviour,
        TargetTemperature = behaviour == Behaviour.Default ? DefaultTargetTemperature : 1,
        WithinModalityWeight = behaviour == Behaviour.Default ? DefaultWithinModalityWeight : 0,
    };
}
