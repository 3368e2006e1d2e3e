using MedClip.Torch;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>(x − mean) / √(variance + eps) · weight + bias over the last dimensions (https://arxiv.org/abs/1607.06450).</summary>
            /// <remarks>bfloat16 is taken with float32 weights too, by any libtorch; libtorch 1.13 computes it some ten times slower than float32, a kernel does not.</remarks>
            /// <param name="input">(…, normalized_shape).</param>
            /// <param name="normalized_shape">The last dimensions.</param>
            /// <param name="weight">Of <paramref name="normalized_shape"/>, or none.</param>
            /// <param name="bias">Of <paramref name="normalized_shape"/>, or none.</param>
            /// <param name="eps">Added to the variance.</param>
            public static Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5) =>
                input.dtype == ScalarType.BFloat16 && weight is not null && bias is not null && normalized_shape.Length == 1
                    ? MixedLayerNorm.Apply(input, weight, bias, eps, input.dtype)
                    : NnOp.LayerNorm.Call(input, normalized_shape, weight, bias, eps);

            /// <summary>The same over groups of channels and all positions (https://arxiv.org/abs/1803.08494).</summary>
            /// <param name="input">(N, C, …).</param>
            /// <param name="num_groups">Number of groups; divides C.</param>
            /// <param name="weight">(C), or none.</param>
            /// <param name="bias">(C), or none.</param>
            /// <param name="eps">Added to the variance.</param>
            public static Tensor group_norm(Tensor input, long num_groups, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5) =>
                NnOp.GroupNorm.Call(input, num_groups, weight, bias, eps);

            /// <summary>The same for each channel over the batch and all positions (https://arxiv.org/abs/1502.03167).</summary>
            /// <param name="input">(N, C, …).</param>
            /// <param name="running_mean">(C); moved towards the batch's mean in training.</param>
            /// <param name="running_var">(C); moved towards the batch's unbiased variance in training.</param>
            /// <param name="weight">(C), or none.</param>
            /// <param name="bias">(C), or none.</param>
            /// <param name="training">True: the batch's statistics are used. False: the running ones.</param>
            /// <param name="momentum">How far the running statistics move, 0 to 1.</param>
            /// <param name="eps">Added to the variance.</param>
            public static Tensor batch_norm(
                Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null, bool training = false, double momentum = 0.1, double eps = 1e-5) =>
                training && MedClip.Torch.BatchNormKernel.Takes(input, running_mean, running_var, weight, bias)
                    ? MedClip.Torch.BatchNormKernel.Normalise(input, running_mean, running_var, weight, bias, momentum, eps)
                    : NnOp.BatchNorm.Call(input, weight, bias, running_mean, running_var, training, momentum, eps, true);
        }
    }
}
