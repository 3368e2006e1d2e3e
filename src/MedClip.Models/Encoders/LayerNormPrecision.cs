using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Models;

/// <summary>In which type states leave a layer norm. They come in any: libtorch 1.13 would refuse bfloat16 with float32 weights.</summary>
internal static class LayerNormPrecision
{
    /// <summary>States that are added to others or pooled: in the type of the weights.</summary>
    /// <param name="norm">The layer norm.</param>
    /// <param name="x">States (…, C).</param>
    public static Tensor Apply(this LayerNorm norm, Tensor x) => Into(norm, x, norm.weight!.dtype);

    /// <summary>States that only dense layers read: under autocast in the type that these compute in, so that none of them makes a copy.</summary>
    /// <param name="norm">The layer norm.</param>
    /// <param name="x">States (…, C).</param>
    public static Tensor ForDense(this LayerNorm norm, Tensor x) => Into(norm, x, PrecisionScope.Lower(x.device) ?? norm.weight!.dtype);

    // Where all types are one the module itself is called, with its hooks.
    private static Tensor Into(LayerNorm norm, Tensor x, ScalarType type) =>
        x.dtype == type && norm.weight!.dtype == type ? norm.call(x) : EngineKernels.LayerNorm(norm, x, type);
}
