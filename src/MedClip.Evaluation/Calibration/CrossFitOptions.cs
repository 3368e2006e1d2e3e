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

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Folds, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(MinimumOfEach, 2);
        if (!Enum.IsDefined(Method))
        {
            throw new ArgumentException($"Method is {Method}; use a named one.");
        }
    }
}
