namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly long[] Ones2 = [1, 1];
            private static readonly long[] Zeros2 = [0, 0];

            /// <summary>Convolution (cross-correlation) over two dimensions.</summary>
            /// <param name="input">(N, C, H, W) or (C, H, W).</param>
            /// <param name="weight">(out, C / groups, kH, kW).</param>
            /// <param name="bias">(out), or none.</param>
            /// <param name="strides">(sH, sW); 1 when absent.</param>
            /// <param name="padding">(pH, pW) zeros on both sides; 0 when absent.</param>
            /// <param name="dilation">(dH, dW) distance of the kernel's taps; 1 when absent.</param>
            /// <param name="groups">Blocks that the channels are divided into.</param>
            /// <returns>(N, out, H', W').</returns>
            public static Tensor conv2d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1) =>
                NnOp.Conv2d.Call(input, weight, bias, strides ?? Ones2, padding ?? Zeros2, dilation ?? Ones2, groups);

            /// <summary>Convolution over two dimensions, padded by what it does to the size.</summary>
            /// <inheritdoc cref="conv2d"/>
            public static Tensor conv2d_padding(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, Padding padding = Padding.Valid, long[]? dilation = null, long groups = 1) =>
                NnOp.Conv2dPadding.Call(input, weight, bias, strides ?? Ones2, padding == Padding.Same ? "same" : "valid", dilation ?? Ones2, groups);

            /// <summary>Transposed convolution over two dimensions: the gradient of <see cref="conv2d"/> by its input.</summary>
            /// <param name="input">(N, C, H, W) or (C, H, W).</param>
            /// <param name="weight">(C, out / groups, kH, kW).</param>
            /// <param name="bias">(out), or none.</param>
            /// <param name="strides">(sH, sW); 1 when absent.</param>
            /// <param name="padding">(pH, pW) rows and columns cut off on both sides; 0 when absent.</param>
            /// <param name="output_padding">(H, W) added on one side.</param>
            /// <param name="dilation">(dH, dW) distance of the kernel's taps; 1 when absent.</param>
            /// <param name="groups">Blocks that the channels are divided into.</param>
            public static Tensor conv_transpose2d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? output_padding = null, long[]? dilation = null, long groups = 1) =>
                NnOp.ConvTranspose2d.Call(input, weight, bias, strides ?? Ones2, padding ?? Zeros2, output_padding ?? Zeros2, groups, dilation ?? Ones2);

            /// <summary>Fills a border around the last dimensions.</summary>
            /// <param name="input">Any shape.</param>
            /// <param name="pad">Pairs (before, after), from the last dimension backwards; negative ones cut off.</param>
            /// <param name="mode">What the border is filled with.</param>
            /// <param name="value">The constant, for <see cref="PaddingModes.Constant"/>.</param>
            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => mode switch
            {
                PaddingModes.Constant or PaddingModes.Zeros => NnOp.Pad.Call(input, pad, "constant", mode == PaddingModes.Zeros ? 0.0 : value),
                PaddingModes.Reflect => NnOp.Pad.Call(input, pad, "reflect"),
                PaddingModes.Replicate => NnOp.Pad.Call(input, pad, "replicate"),
                PaddingModes.Circular => NnOp.Pad.Call(input, pad, "circular"),
                _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "unknown padding mode"),
            };

            /// <inheritdoc cref="pad(Tensor, long[], PaddingModes, double)"/>
            public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, pad.ToArray(), mode, value);

            /// <inheritdoc cref="pad(Tensor, long[], PaddingModes, double)"/>
            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, new[] { pad.Item1, pad.Item2 }, mode, value);

            /// <inheritdoc cref="pad(Tensor, long[], PaddingModes, double)"/>
            public static Tensor pad(Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, new[] { pad.Item1, pad.Item2, pad.Item3, pad.Item4 }, mode, value);
        }
    }
}
