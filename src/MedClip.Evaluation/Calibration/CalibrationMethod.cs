namespace MedClip.Evaluation;

/// <summary>How a map from score to probability is fitted.</summary>
public enum CalibrationMethod
{
    /// <summary>Two parameters (<see cref="ShrunkPlattFit"/>): the default, good from some twenty positives on.</summary>
    Platt,

    /// <summary>One parameter (<see cref="TemperatureFit"/>): for scores whose 0 means undecided already.</summary>
    Temperature,

    /// <summary>Any rising curve (<see cref="IsotonicFit"/>): wants a thousand films or more.</summary>
    Isotonic,
}
