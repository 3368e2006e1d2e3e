using MedClip.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Models;

/// <summary>Kernels of this engine, null where it has none for such tensors: then plain operators compute the same.</summary>
internal static class EngineKernels
{
    /// <summary>Whether <see cref="WindowAttention"/> takes such states.</summary>
    public static bool TakeWindows(Tensor states) => MedClip.Torch.WindowAttention.Takes(states);

    /// <summary>See <see cref="MedClip.Torch.WindowAttention.Attend"/>.</summary>
    public static Tensor WindowAttention(Tensor query, Tensor key, Tensor value, Tensor bias, Tensor index, Tensor? region, double scale) =>
        MedClip.Torch.WindowAttention.Attend(query, key, value, bias, index, region, scale);

    /// <summary>A layer norm of states of any floating type, in the type asked for.</summary>
    public static Tensor LayerNorm(LayerNorm norm, Tensor x, ScalarType type) => MixedLayerNorm.Apply(x, norm.weight!, norm.bias!, norm.eps, type);
}
