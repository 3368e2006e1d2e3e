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

    /// <summary>The target temperature of <see cref="Behaviour.Default"/>.</summary>
    public const double DefaultTargetTemperature = 0.1;

    /// <summary>The options of a named behaviour.</summary>
    /// <param name="behaviour">The paper's and the released code's have temperature 1; ours has <see cref="DefaultTargetTemperature"/>.</param>
    public static SemanticMatchingOptions For(Behaviour behaviour) => new()
    {
        Behaviour = behaviour,
        TargetTemperature = behaviour == Behaviour.Default ? DefaultTargetTemperature : 1,
    };
}
