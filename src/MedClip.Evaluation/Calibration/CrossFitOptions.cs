namespace MedClip.Evaluation;

/// <summary>How <see cref="CrossFit"/> fits and judges.</summary>
public sealed record CrossFitOptions
{
    /// <summary>How a map is fitted.</summary>
    public CalibrationMethod Method { get; init; } = CalibrationMethod.Platt;

    /// <summary>Parts into which the patients are dealt, ≥ 2: each is judged by a map that was fitted on the others.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Films with the finding, and films without it, that are needed at least; ≥ 2.</summary>
    public int MinimumOfEach { get; init; } = 10;

    /// <summary>
    /// The largest p of <see cref="SlopeEvidence"/>, over all films, with which a finding gets a map; above 0, at most 1. The default is a hundredth over some ten findings that are tested at once.
    /// </summary>
    public double Significance { get; init; } = 0.001;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Folds, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(MinimumOfEach, 2);
        if (!(Significance is > 0 and <= 1))
        {
            throw new ArgumentException($"Significance is {Significance}; give a probability above 0, at most 1.");
        }

        if (!Enum.IsDefined(Method))
        {
            throw new ArgumentException($"Method is {Method}; use a named one.");
        }
    }
}
