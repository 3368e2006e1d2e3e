using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Mean of each window.</summary>
        public sealed class AvgPool2d : ParameterLessModule<Tensor, Tensor>
        {
            internal AvgPool2d(long[] kernel_size, long[]? stride, long[]? padding, bool ceil_mode, bool count_include_pad, long? divisor_override)
                : base(nameof(AvgPool2d)) =>
                (this.kernel_size, this.stride, this.padding, this.ceil_mode, this.count_include_pad, this.divisor_override) = (kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);

            /// <summary>(kH, kW).</summary>
            public long[] kernel_size { get; set; }

            /// <summary>(sH, sW); the kernel's size when null.</summary>
            public long[]? stride { get; set; }

            /// <summary>(pH, pW); none when null.</summary>
            public long[]? padding { get; set; }

            /// <summary>Whether a last, partial window counts.</summary>
            public bool ceil_mode { get; set; }

            /// <summary>Whether the border's zeros count in the mean.</summary>
            public bool count_include_pad { get; set; }

            /// <summary>What the sum is divided by instead of the count.</summary>
            public long? divisor_override { get; set; }

            /// <summary>(N, C, H, W) → (N, C, H', W').</summary>
            public override Tensor forward(Tensor input) =>
                nn.functional.avg_pool2d(input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Mean of each window.</summary>
            /// <param name="kernel_size">Size of the windows.</param>
            /// <param name="stride">Step of the windows; their size when absent.</param>
            /// <param name="padding">Border of zeros; none when absent.</param>
            /// <param name="ceil_mode">Whether a last, partial window counts.</param>
            /// <param name="count_include_pad">Whether the border's zeros count in the mean.</param>
            /// <param name="divisor_override">What the sum is divided by instead of the count.</param>
            public static AvgPool2d AvgPool2d(long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                new(Pair(kernel_size), Pair(stride), Pair(padding), ceil_mode, count_include_pad, divisor_override);

            /// <summary>Mean of each window.</summary>
            /// <param name="kernel_size">Size of the windows.</param>
            /// <param name="stride">Step of the windows; their size when absent.</param>
            /// <param name="padding">Border of zeros; none when absent.</param>
            /// <param name="ceil_mode">Whether a last, partial window counts.</param>
            /// <param name="count_include_pad">Whether the border's zeros count in the mean.</param>
            /// <param name="divisor_override">What the sum is divided by instead of the count.</param>
            public static AvgPool2d AvgPool2d((long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                new(Pair(kernel_size), Pair(stride), Pair(padding), ceil_mode, count_include_pad, divisor_override);

            /// <summary>Mean of each window.</summary>
            /// <param name="kernel_size">Size of the windows.</param>
            /// <param name="stride">Step of the windows; their size when absent.</param>
            /// <param name="padding">Border of zeros; none when absent.</param>
            /// <param name="ceil_mode">Whether a last, partial window counts.</param>
            /// <param name="count_include_pad">Whether the border's zeros count in the mean.</param>
            /// <param name="divisor_override">What the sum is divided by instead of the count.</param>
            public static AvgPool2d AvgPool2d(long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                new(kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);
        }
    }
}
