using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Torch;

/// <summary>Batch normalisation in training, for dense float32 and bfloat16 maps on a CPU; running statistics in place.</summary>
internal static class BatchNormKernel
{
    /// <summary>Whether there is a kernel for this, and kernels are enabled.</summary>
    public static bool Takes(Tensor input, params ReadOnlySpan<Tensor?> channels)
    {
        if (!FusedKernels.AreEnabled || input.device_type != DeviceType.CPU || input.dtype is not (ScalarType.Float32 or ScalarType.BFloat16) || input.ndim < 2 || !input.is_contiguous())
        {
            return false;
        }

        foreach (Tensor? values in channels)
        {
            if (values is not null && (values.dtype != ScalarType.Float32 || values.numel() != input.size(1)))
            {
                return false;
            }
        }

        return input.numel() > input.size(1) && Ops.FusedBatchNorm.Exists;
    }

    /// <summary>(x − mean) / √(variance + eps) · weight + bias with each channel's statistics over the batch; differentiable by input, weight and bias.</summary>
    public static Tensor Normalise(Tensor input, Tensor? runningMean, Tensor? runningVar, Tensor? weight, Tensor? bias, double momentum, double eps) =>
        Ops.FusedBatchNorm.Call(input, weight, bias, runningMean, runningVar, momentum, eps);
}
