using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>
/// Keeps the log-scale in a range by setting the parameter itself, outside the graph: its gradient stays whole at and beyond a
/// bound, so that it can come back. This is what the released code does in each forward.
/// </summary>
/// <param name="Minimum">The smallest log-scale.</param>
/// <param name="Maximum">The largest log-scale.</param>
public sealed record LogScaleClamp(double Minimum, double Maximum)
{
    /// <summary>The released code's bounds: 0 and 4.6052 (a scale of 100.003).</summary>
    public static LogScaleClamp Reference { get; } = new(0, 4.6052);

    /// <summary>Sets the parameter to the nearest value in range.</summary>
    /// <param name="logScale">A scalar parameter.</param>
    public void Apply(Tensor logScale)
    {
        ArgumentNullException.ThrowIfNull(logScale);
        using IDisposable outside = no_grad();
        using DisposeScope scope = NewDisposeScope();
        logScale.clamp_(Minimum, Maximum);
    }
}
