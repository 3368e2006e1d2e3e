using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Models;

/// <summary>TorchSharp's libtorch has no kernels of ours: plain operators compute everything.</summary>
internal static class EngineKernels
{
    public static bool TakeWindows(Tensor states) => false;

    public static Tensor WindowAttention(Tensor query, Tensor key, Tensor value, Tensor bias, Tensor index, Tensor? region, double scale) =>
        throw new NotSupportedException("This engine has no kernels; ask TakeWindows first.");

    public static Tensor LayerNorm(LayerNorm norm, Tensor x, ScalarType type) => norm.call(x.to(norm.weight!.dtype)).to(type);
}
