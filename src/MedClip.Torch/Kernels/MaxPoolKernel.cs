using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Torch;

/// <summary>Max pooling by square windows of dense float32 maps on a CPU.</summary>
internal static class MaxPoolKernel
{
    /// <summary>Whether there is a kernel for this, and kernels are enabled.</summary>
    public static bool Takes(Tensor input, long[] kernel, long[] stride, long[] padding, long[] dilation, bool partial) =>
        FusedKernels.AreEnabled && !partial && input.device_type == DeviceType.CPU && input.dtype == ScalarType.Float32 && input.ndim == 4 && input.is_contiguous()
        && Square(kernel) && Square(stride) && Square(padding) && dilation is [1, 1]
        && kernel[0] > 0 && stride[0] > 0 && padding[0] >= 0 && 2 * padding[0] <= kernel[0] && Math.Min(input.size(2), input.size(3)) + (2 * padding[0]) >= kernel[0]
        && input.size(2) * input.size(3) <= int.MaxValue && Ops.FusedMaxPool.Exists;

    /// <summary>The largest number of each window; the first of equal ones has the gradient.</summary>
    public static Tensor Pool(Tensor input, long kernel, long stride, long padding) => Ops.FusedMaxPool.Call(input, kernel, stride, padding);

    private static bool Square(long[] edges) => edges.Length == 2 && edges[0] == edges[1];
}
