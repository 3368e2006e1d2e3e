namespace MedClip.Models;

/// <summary>
/// Precision as a scope: <c>using (PrecisionScope.Enter(NumericPrecision.BFloat16)) { … }</c>. It belongs to the thread that entered it and
/// restores what was before, also on errors. A float32 scope within a bfloat16 one is how losses and logits stay exact.
/// </summary>
public static class PrecisionScope
{
    private static readonly EnginePrecisionScopes Engine = new();

    /// <summary>
    /// Whether this engine has autocast; if not, a scope computes in float32. Copies of a model in a lower precision
    /// (<see cref="MedClipModel.ToInference"/>) need none.
    /// </summary>
    public static bool SupportsBFloat16 => Engine.SupportsAutocast;

    /// <summary>Why autocast is not to be had, for the user; null when it is.</summary>
    public static string? Limitation => Engine.Limitation;

    /// <summary>Enters a precision.</summary>
    /// <param name="precision">The precision; a lower one becomes float32 where <see cref="SupportsBFloat16"/> is false.</param>
    /// <param name="device">The device; the CPU when null.</param>
    /// <returns>To be disposed on the same thread.</returns>
    /// <exception cref="InvalidInputException">float16 on the CPU.</exception>
    public static IDisposable Enter(NumericPrecision precision, TorchSharp.torch.Device? device = null)
    {
        TorchSharp.torch.ScalarType type = precision.TypeOn(device);
        return (precision != NumericPrecision.Float32 && SupportsBFloat16 ? Engine.Enter(type, device) : Engine.EnterFloat32(device)) ?? new Nothing();
    }

    /// <summary>The type that dense layers compute in within a scope of lower precision; null outside.</summary>
    internal static TorchSharp.torch.ScalarType? Lower(TorchSharp.torch.Device device) => Engine.Lower(device);

    private sealed class Nothing : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
