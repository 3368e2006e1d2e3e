using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Torch;

/// <summary>
/// Layer norm (https://arxiv.org/abs/1607.06450) between types: float32 or bfloat16 comes and goes, statistics and sums are in float32. libtorch 1.13 refuses bfloat16 with float32 weights,
/// so plain operators copy states before and after; on a CPU a kernel does all in one pass.
/// </summary>
public static class MixedLayerNorm
{
    /// <summary>(x − mean) / √(variance + ε) · weight + bias over the last dimension; differentiable by all three.</summary>
    /// <param name="states">x (…, C), of any floating type.</param>
    /// <param name="weight">(C).</param>
    /// <param name="bias">(C), of the weight's type.</param>
    /// <param name="epsilon">ε, added to the variance.</param>
    /// <param name="type">Type of the result.</param>
    /// <returns>Like the states, in the type asked for.</returns>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">A shape is another.</exception>
    public static Tensor Apply(Tensor states, Tensor weight, Tensor bias, double epsilon, ScalarType type)
    {
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(bias);
        if (Takes(states, weight, type))
        {
            return Ops.FusedLayerNorm.Call(states, weight, bias, epsilon, (long)type);
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor same = states.dtype == weight.dtype ? states : states.to(weight.dtype);
        Tensor result = NnOp.LayerNorm.Call(same, new long[] { weight.shape[0] }, weight, bias, epsilon);
        return (result.dtype == type ? result : result.to(type)).MoveToOuterDisposeScope();
    }

    // float32 states with float32 weights are libtorch's: with a copy behind, its operator is as fast.
    private static bool Takes(Tensor states, Tensor weight, ScalarType type) =>
        FusedKernels.AreEnabled && (states.dtype == ScalarType.BFloat16 || weight.dtype == ScalarType.BFloat16) && states.device_type == DeviceType.CPU && Knows(states.dtype) && Knows(weight.dtype) && Knows(type) && Ops.FusedLayerNorm.Exists;

    private static bool Knows(ScalarType type) => type is ScalarType.Float32 or ScalarType.BFloat16;
}
