using System.ComponentModel.DataAnnotations;

namespace MedClip.Training;

/// <summary>What a classifier answers.</summary>
public enum SupervisedKind
{
    /// <summary>Each finding by itself: present or not (binary cross entropy).</summary>
    MultiLabel,

    /// <summary>The one finding of an image (cross entropy); images with none or several are left out.</summary>
    MultiClass,
}

/// <summary>How a supervised head learns.</summary>
public sealed record SupervisedOptions
{
    /// <summary>What is answered.</summary>
    public SupervisedKind Kind { get; init; }

    /// <summary>Share of each target moved towards the middle, in [0, 1).</summary>
    [Range(0, 0.999)]
    public double LabelSmoothing { get; init; }

    /// <summary>γ of the focal loss, at least 0; null for none. For <see cref="SupervisedKind.MultiLabel"/>.</summary>
    [Range(0, 20)]
    public double? FocalGamma { get; init; }

    /// <summary>α of the focal loss: the share of the positive part.</summary>
    [Range(0, 1)]
    public double FocalAlpha { get; init; } = 0.25;

    /// <summary>A factor for each finding: for the positive part of a multi-label loss, for the class of a multi-class one; null for 1.</summary>
    public IReadOnlyList<float>? Weights { get; init; }
}
