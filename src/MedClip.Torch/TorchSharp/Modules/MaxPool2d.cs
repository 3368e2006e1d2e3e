using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Largest value of each window.</summary>
        public sealed class MaxPool2d : ParameterLessModule<Tensor, Tensor>
        {
            internal MaxPool2d(long[] kernel_size, long[]? stride, long[]? padding, long[]? dilation, bool ceil_mode)
                : base(nameof(MaxPool2d)) => (this.kernel_size, this.stride, this.padding, this.dilation, this.ceil_mode) = (kernel_size, stride, padding, dilation, ceil_mode);

            /// <summary>Largest value of each window, and where in its plane it lies.</summary>
            public (Tensor output, Tensor indices) forward_with_indices(Tensor input) =>
                nn.functional.max_pool2d_with_indices(input, kernel_size, stride, padding, dilation, ceil_mode);

            /// <summary>(kH, kW).</summary>
            public long[] kernel_size { get; set; }

            /// <summary>(sH, sW); the kernel's size when null.</summary>
            public long[]? stride { get; set; }

            /// <summary>(pH, pW); none when null.</summary>
            public long[]? padding { get; set; }

            /// <summary>Distance of the window's taps; 1 when null.</summary>
            public long[]? dilation { get; set; }

            /// <summary>Whether a last, partial window counts.</summary>
            public bool ceil_mode { get; set; }

            /// <summary>(N, C, H, W) → (N, C, H', W').</summary>
            public override Tensor forward(Tensor input) => nn.functional.max_pool2d(input, kernel_size, stride, padding, dilation, ceil_mode);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Largest value of each window.</summary>
            /// <param name="kernel_size">Size of the windows.</param>
            /// <param name="stride">Step of the windows; their size when absent.</param>
            /// <param name="padding">Border of minus infinity; none when absent.</param>
            /// <param name="dilation">Distance of the window's taps; 1 when absent.</param>
            /// <param name="ceil_mode">Whether a last, partial window counts.</param>
            public static MaxPool2d MaxPool2d(long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                new(Pair(kernel_size), Pair(stride), Pair(padding), Pair(dilation), ceil_mode);

            /// <summary>Largest value of each window.</summary>
            /// <param name="kernel_size">Size of the windows.</param>
            /// <param name="stride">Step of the windows; their size when absent.</param>
            /// <param name="padding">Border of minus infinity; none when absent.</param>
            /// <param name="dilation">Distance of the window's taps; 1 when absent.</param>
            /// <param name="ceil_mode">Whether a last, partial window counts.</param>
            public static MaxPool2d MaxPool2d((long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null, bool ceil_mode = false) =>
                new(Pair(kernel_size), Pair(stride), Pair(padding), Pair(dilation), ceil_mode);

            /// <summary>Largest value of each window.</summary>
            /// <param name="kernel_size">Size of the windows.</param>
            /// <param name="stride">Step of the windows; their size when absent.</param>
            /// <param name="padding">Border of minus infinity; none when absent.</param>
            /// <param name="dilation">Distance of the window's taps; 1 when absent.</param>
            /// <param name="ceil_mode">Whether a last, partial window counts.</param>
            public static MaxPool2d MaxPool2d(long[] kernel_size, long[]? stride = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
                new(kernel_size, stride, padding, dilation, ceil_mode);
        }
    }
}
