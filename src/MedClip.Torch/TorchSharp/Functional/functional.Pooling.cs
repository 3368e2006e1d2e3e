namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly long[] KernelSize = [];

            /// <summary>Largest value of each window.</summary>
            /// <param name="input">(N, C, H, W) or (C, H, W).</param>
            /// <param name="kernel_size">(kH, kW).</param>
            /// <param name="strides">(sH, sW); the kernel's size when absent.</param>
            /// <param name="padding">(pH, pW) of minus infinity; 0 when absent.</param>
            /// <param name="dilation">Distance of the window's taps; 1 when absent.</param>
            /// <param name="ceil_mode">Whether a last, partial window counts.</param>
            public static Tensor max_pool2d(
                Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
                MedClip.Torch.MaxPoolKernel.Takes(input, kernel_size, strides ?? kernel_size, padding ?? Zeros2, dilation ?? Ones2, ceil_mode)
                    ? MedClip.Torch.MaxPoolKernel.Pool(input, kernel_size[0], (strides ?? kernel_size)[0], (padding ?? Zeros2)[0])
                    : NnOp.MaxPool2d.Call(input, kernel_size, strides ?? KernelSize, padding ?? Zeros2, dilation ?? Ones2, ceil_mode);

            /// <inheritdoc cref="max_pool2d(Tensor, long[], long[], long[], long[], bool)"/>
            public static Tensor max_pool2d(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                max_pool2d(input, Square(kernel_size)!, Square(stride), Square(padding), Square(dilation), ceil_mode);

            /// <summary>Largest value of each window, and where in its plane it lies.</summary>
            /// <inheritdoc cref="max_pool2d(Tensor, long[], long[], long[], long[], bool)"/>
            public static (Tensor output, Tensor indices) max_pool2d_with_indices(
                Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
                NnOp.MaxPool2dWithIndices.CallPair(input, kernel_size, strides ?? KernelSize, padding ?? Zeros2, dilation ?? Ones2, ceil_mode);

            /// <summary>Mean of each window.</summary>
            /// <param name="input">(N, C, H, W) or (C, H, W).</param>
            /// <param name="kernel_size">(kH, kW).</param>
            /// <param name="stride">(sH, sW); the kernel's size when absent.</param>
            /// <param name="padding">(pH, pW) of zeros; 0 when absent.</param>
            /// <param name="ceil_mode">Whether a last, partial window counts.</param>
            /// <param name="count_include_pad">Whether the padding's zeros count in the mean.</param>
            /// <param name="divisor_override">What the sum is divided by instead of the count.</param>
            public static Tensor avg_pool2d(
                Tensor input, long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                NnOp.AvgPool2d.Call(input, kernel_size, stride ?? KernelSize, padding ?? Zeros2, ceil_mode, count_include_pad, divisor_override);

            /// <inheritdoc cref="avg_pool2d(Tensor, long[], long[], long[], bool, bool, long?)"/>
            public static Tensor avg_pool2d(
                Tensor input, long kernel_size, long? stride = null, long padding = 0, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                avg_pool2d(input, Square(kernel_size)!, Square(stride), Square(padding), ceil_mode, count_include_pad, divisor_override);

            /// <summary>Means of as many windows as the output has cells.</summary>
            /// <param name="input">(N, C, H, W) or (C, H, W).</param>
            /// <param name="output_size">(H', W').</param>
            public static Tensor adaptive_avg_pool2d(Tensor input, long[] output_size) => NnOp.AdaptiveAvgPool2d.Call(input, output_size);

            /// <inheritdoc cref="adaptive_avg_pool2d(Tensor, long[])"/>
            public static Tensor adaptive_avg_pool2d(Tensor input, long output_size) => adaptive_avg_pool2d(input, Square(output_size)!);

            /// <inheritdoc cref="adaptive_avg_pool2d(Tensor, long[])"/>
            public static Tensor adaptive_avg_pool2d(Tensor input, (long, long) output_size) =>
                adaptive_avg_pool2d(input, [output_size.Item1, output_size.Item2]);

            private static long[]? Square(long? side) => side is null ? null : [side.Value, side.Value];
        }
    }
}
