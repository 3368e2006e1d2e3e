using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Models;

/// <summary>Layer norms in the precision of their weights: libtorch 1.13 refuses bfloat16 input with float32 weights on the CPU.</summary>
internal static class LayerNormPrecision
{
    /// <summary>Applies a layer norm to states of any floating type.</summary>
    /// <param name="norm">The layer norm.</param>
    /// <param name="x">States (…, C).</param>
    /// <returns>States of the same shape, in the type of the weights.</returns>
    public static Tensor Apply(this LayerNorm norm, Tensor x)
    {
        ScalarType type = norm.weight!.dtype;
        return norm.call(x.dtype == type ? x : x.to(type));
    }
}
