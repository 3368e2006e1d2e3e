namespace MedClip.Models;

/// <summary>
/// Precision as a scope: <c>using (PrecisionScope.Enter(NumericPrecision.BFloat16)) { … }</c>. It belongs to the thread that entered it and
/// restores what was before, also on errors. A float32 scope within a bfloat16 one is how losses and logits stay exact.
/// </summary>
public static class PrecisionScope
{
    private static readonly EnginePrecisionScopes Engine = new();

    /// <summary>Whether this engine computes in bfloat16; if not, a scope computes in float32.</summary>
    public static bool SupportsBFloat16 => Engine.SupportsBFloat16;

    /// <summary>Why bfloat16 is not to be had, for the user; null when it is.</summary>
    public static string? Limitation => Engine.Limitation;

    /// <summary>Enters a precision.</summary>
    /// <param name="precision">The precision; bfloat16 becomes float32 where <see cref="SupportsBFloat16"/> is false.</param>
    /// <param name="device">The device; the CPU when null.</param>
    /// <returns>To be disposed on the same thread.</returns>
    public static IDisposable Enter(NumericPrecision precision, TorchSharp.torch.Device? device = null) =>
        (precision == NumericPrecision.BFloat16 && SupportsBFloat16 ? Engine.EnterBFloat16(device) : Engine.EnterFloat32(device)) ?? new Nothing();

    private sealed class Nothing : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
