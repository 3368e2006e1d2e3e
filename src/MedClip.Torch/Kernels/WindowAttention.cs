using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Torch;

/// <summary>
/// Attention within windows of a film's tokens (Swin, https://arxiv.org/abs/2103.14030, equation 4) where they lie: no window is copied, forward or backward. For float32 and
/// bfloat16 on a CPU; arithmetic in float32.
/// </summary>
public static class WindowAttention
{
    /// <summary>Whether there is a kernel for states like these, and kernels are enabled.</summary>
    /// <param name="states">Tokens (N, L, C).</param>
    public static bool Takes(Tensor states)
    {
        ArgumentNullException.ThrowIfNull(states);
        return FusedKernels.AreEnabled && states.device_type == DeviceType.CPU && states.dtype is ScalarType.Float32 or ScalarType.BFloat16 && Ops.WindowAttention.Exists;
    }

    /// <summary>softmax(scale·Q·Kᵀ + bias)·V for each window and head; differentiable by query, key, value and bias.</summary>
    /// <param name="query">(N, L, C), float32 or bfloat16.</param>
    /// <param name="key">Like the query.</param>
    /// <param name="value">Like the query.</param>
    /// <param name="bias">(H, T, T), float32; C is a multiple of H.</param>
    /// <param name="index">(W, T), int32: each of 0…L−1 once; the token of a film that a window's token is.</param>
    /// <param name="region">(W, T), int32: tokens of a window see those of their own region alone; null: all.</param>
    /// <param name="scale">Mostly 1/√(C/H).</param>
    /// <returns>(N, L, C), heads joined.</returns>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">A shape or type is another.</exception>
    public static Tensor Attend(Tensor query, Tensor key, Tensor value, Tensor bias, Tensor index, Tensor? region, double scale) =>
        Ops.WindowAttention.Call(query, key, value, bias, index, region, scale);
}
