using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Normalises each channel over the batch and all positions (https://arxiv.org/abs/1502.03167).</summary>
        public abstract class BatchNorm : NormBase
        {
            /// <inheritdoc cref="NormBase(long, double, double?, bool, bool, Device, ScalarType?, string)"/>
            protected BatchNorm(
                long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
                : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
            {
            }

            /// <summary>(N, C, …) → the same. In training the batch's statistics are used and the running ones moved towards them.</summary>
            public override Tensor forward(Tensor input)
            {
                ValidateInputDimensions(input);
                double step = momentum ?? 0;
                if (training && num_batches_tracked is not null)
                {
                    num_batches_tracked.add_(1);
                    step = momentum ?? 1.0 / num_batches_tracked.item<long>();
                }
                if (training && MedClip.Torch.SyncBatchNorm.IsOn)
                {
                    return MedClip.Torch.SyncBatchNorm.Normalise(input, track_running_stats ? running_mean : null, track_running_stats ? running_var : null, weight, bias, step, eps);
                }
                bool batch = training || running_mean is null;
                return nn.functional.batch_norm(
                    input, training && !track_running_stats ? null : running_mean, training && !track_running_stats ? null : running_var, weight, bias, batch, step, eps);
            }
        }

        /// <summary>Batch normalisation of (N, C, H, W).</summary>
        public sealed class BatchNorm2d : BatchNorm
        {
            internal BatchNorm2d(long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype)
                : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, nameof(BatchNorm2d))
            {
            }

            /// <summary>Refuses anything but four dimensions.</summary>
            /// <exception cref="ArgumentException">The input has not four dimensions.</exception>
            protected override void ValidateInputDimensions(Tensor input)
            {
                ArgumentNullException.ThrowIfNull(input);
                if (input.ndim != 4)
                {
                    throw new ArgumentException($"{nameof(BatchNorm2d)} takes (N, C, H, W), not {input.ndim} dimensions", nameof(input));
                }
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Batch normalisation of (N, C, H, W).</summary>
            /// <param name="num_features">Channels.</param>
            /// <param name="eps">Added to the variance.</param>
            /// <param name="momentum">How far the running statistics move with each batch.</param>
            /// <param name="affine">Whether a scale (first 1) and an offset (first 0) are learned.</param>
            /// <param name="track_running_stats">Whether running statistics are kept; else the batch's are always used.</param>
            /// <param name="device">Where the parameters live.</param>
            /// <param name="dtype">Element type of the parameters.</param>
            public static BatchNorm2d BatchNorm2d(
                long num_features, double eps = 1e-5, double momentum = 0.1, bool affine = true, bool track_running_stats = true, Device? device = null, ScalarType? dtype = null) =>
                new(num_features, eps, momentum, affine, track_running_stats, device, dtype);
        }
    }
}
