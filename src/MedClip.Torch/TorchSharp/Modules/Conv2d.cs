using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Convolution over two dimensions.</summary>
        public sealed class Conv2d : Convolution
        {
            internal Conv2d(
                long inputs, long outputs, long[] kernel, long[] stride, long[] padding, Padding? paddingType, long[] dilation, PaddingModes mode, long groups, bool bias, Device? device, ScalarType? dtype)
                : base(nameof(Conv2d), inputs, outputs, kernel, stride, padding, paddingType, dilation, false, [0, 0], groups, bias, mode, device, dtype)
            {
            }

            /// <summary>(N, in, H, W) or (in, H, W) → (N, out, H', W') or (out, H', W').</summary>
            /// <exception cref="ArgumentException">Another number of dimensions or channels.</exception>
            public override Tensor forward(Tensor input)
            {
                if (!ValidateShape(input, 2))
                {
                    throw new ArgumentException($"{nameof(Conv2d)} takes (N, {input_channels}, H, W), not ({string.Join(", ", input.shape)})", nameof(input));
                }
                if (padding_mode is not (PaddingModes.Zeros or PaddingModes.Constant))
                {
                    (long height, long width) = Border();
                    using Tensor bordered = nn.functional.pad(input, (width / 2, width - (width / 2), height / 2, height - (height / 2)), padding_mode);
                    return nn.functional.conv2d(bordered, _weight, _bias, stride, null, dilation, groups);
                }
                return padding_type is { } type
                    ? nn.functional.conv2d_padding(input, _weight, _bias, stride, type, dilation, groups)
                    : nn.functional.conv2d(input, _weight, _bias, stride, padding, dilation, groups);
            }

            // Rows and columns added on both sides together.
            private (long, long) Border() => padding_type switch
            {
                null => (2 * padding[0], 2 * padding[1]),
                Padding.Same => (dilation[0] * (kernel_size[0] - 1), dilation[1] * (kernel_size[1] - 1)),
                _ => (0, 0),
            };
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Convolution over two dimensions with a square kernel.</summary>
            /// <param name="in_channels">Channels of the input; divisible by <paramref name="groups"/>.</param>
            /// <param name="out_channels">Channels of the output; divisible by <paramref name="groups"/>.</param>
            /// <param name="kernel_size">Taps in each dimension.</param>
            /// <param name="stride">Step in each dimension.</param>
            /// <param name="padding">Border in each dimension.</param>
            /// <param name="dilation">Distance of taps in each dimension.</param>
            /// <param name="padding_mode">What the border is filled with.</param>
            /// <param name="groups">Blocks that the channels are divided into.</param>
            /// <param name="bias">Whether an offset is learned.</param>
            /// <param name="device">Where the parameters live.</param>
            /// <param name="dtype">Element type of the parameters.</param>
            public static Conv2d Conv2d(
                long in_channels,
                long out_channels,
                long kernel_size,
                long stride = 1,
                long padding = 0,
                long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros,
                long groups = 1,
                bool bias = true,
                Device? device = null,
                ScalarType? dtype = null) =>
                new(in_channels, out_channels, Pair(kernel_size), Pair(stride), Pair(padding), null, Pair(dilation), padding_mode, groups, bias, device, dtype);

            /// <inheritdoc cref="Conv2d(long, long, long, long, long, long, PaddingModes, long, bool, Device, ScalarType?)"/>
            public static Conv2d Conv2d(
                long in_channels,
                long out_channels,
                (long, long) kernel_size,
                (long, long)? stride = null,
                (long, long)? padding = null,
                (long, long)? dilation = null,
                PaddingModes padding_mode = PaddingModes.Zeros,
                long groups = 1,
                bool bias = true,
                Device? device = null,
                ScalarType? dtype = null) =>
                new(in_channels, out_channels, Pair(kernel_size), Pair(stride, 1), Pair(padding, 0), null, Pair(dilation, 1), padding_mode, groups, bias, device, dtype);

            /// <inheritdoc cref="Conv2d(long, long, long, long, long, long, PaddingModes, long, bool, Device, ScalarType?)"/>
            public static Conv2d Conv2d(
                long in_channels,
                long out_channels,
                long kernel_size,
                Padding padding,
                long stride = 1,
                long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros,
                long groups = 1,
                bool bias = true,
                Device? device = null,
                ScalarType? dtype = null) =>
                new(in_channels, out_channels, Pair(kernel_size), Pair(stride), [0, 0], padding, Pair(dilation), padding_mode, groups, bias, device, dtype);

            /// <inheritdoc cref="Conv2d(long, long, long, long, long, long, PaddingModes, long, bool, Device, ScalarType?)"/>
            public static Conv2d Conv2d(
                long in_channels,
                long out_channels,
                (long, long) kernel_size,
                Padding padding,
                (long, long)? stride = null,
                (long, long)? dilation = null,
                PaddingModes padding_mode = PaddingModes.Zeros,
                long groups = 1,
                bool bias = true,
                Device? device = null,
                ScalarType? dtype = null) =>
                new(in_channels, out_channels, Pair(kernel_size), Pair(stride, 1), [0, 0], padding, Pair(dilation, 1), padding_mode, groups, bias, device, dtype);

            private static long[] Pair(long value) => [value, value];

            private static long[] Pair((long, long) value) => [value.Item1, value.Item2];

            private static long[] Pair((long, long)? value, long absent) => value is null ? Pair(absent) : Pair(value.Value);

            private static long[]? Pair(long? value) => value is null ? null : Pair(value.Value);

            private static long[]? Pair((long, long)? value) => value is null ? null : Pair(value.Value);
        }
    }
}
