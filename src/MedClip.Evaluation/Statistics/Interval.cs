namespace MedClip.Evaluation;

/// <summary>A confidence interval.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>The interval cut to a range.</summary>
    /// <param name="low">The least value that makes sense.</param>
    /// <param name="high">The greatest.</param>
    public Interval Clip(double low, double high) => new(Math.Clamp(Low, low, high), Math.Clamp(High, low, high));
}
