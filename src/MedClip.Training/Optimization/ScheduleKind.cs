namespace MedClip.Training;

/// <summary>The shape of a learning-rate schedule after its warm-up.</summary>
public enum ScheduleKind
{
    /// <summary>Always the full rate, without warm-up.</summary>
    Constant,

    /// <summary>The full rate after the warm-up.</summary>
    ConstantWithWarmup,

    /// <summary>Falls on a straight line to 0.</summary>
    Linear,

    /// <summary>Falls on a cosine to 0 (half a wave by default).</summary>
    Cosine,

    /// <summary>Falls on a cosine to 0, several times, each from the full rate.</summary>
    CosineWithRestarts,

    /// <summary>Falls with the inverse square root of the step.</summary>
    InverseSquareRoot,

    /// <summary>Falls with a power of the share of steps left.</summary>
    Polynomial,
}
