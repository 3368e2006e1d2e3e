using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>What transposed convolutions share.</summary>
        public abstract class ConvolutionTranspose : Convolution
        {
            /// <inheritdoc/>
            protected ConvolutionTranspose(
                string name,
                long in_channels,
                long out_channels,
                long[] kernel_size,
                long[] stride,
                long[] padding,
                Padding? padding_type,
                long[] dilation,
                bool transposed,
                long[] output_padding,
                long groups,
                bool bias,
                PaddingModes padding_mode,
                Device? device = null,
                ScalarType? dtype = null)
                : base(name, in_channels, out_channels, kernel_size, stride, padding, padding_type, dilation, transposed, output_padding, groups, bias, padding_mode, device, dtype)
            {
                if (padding_mode != PaddingModes.Zeros)
                {
                    throw new ArgumentException($"a transposed convolution is padded with zeros only, not {padding_mode}", nameof(padding_mode));
                }
            }

            /// <summary>(N, in, …) → (N, out, …), of the size that <see cref="Convolution.output_padding"/> gives.</summary>
            public override Tensor forward(Tensor input) => forward(input, null);

            /// <summary>(N, in, …) → (N, out, …).</summary>
            /// <param name="input">The input.</param>
            /// <param name="output_size">Spatial size wanted, or null for the size that <see cref="Convolution.output_padding"/> gives.</param>
            public abstract Tensor forward(Tensor input, long[]? output_size);

            /// <summary>What must be added on one side to reach a size: size − ((in − 1)·stride − 2·padding + dilation·(kernel − 1) + 1).</summary>
            /// <exception cref="ArgumentException">No padding smaller than the stride or dilation reaches the size.</exception>
            protected long[] _output_padding(
                Tensor input, long[]? output_size, long[] kernel_size, long[] stride, long[] padding, long[] dilation, long num_spatial_dims)
            {
                if (output_size is null)
                {
                    return output_padding;
                }
                int dimensions = (int)num_spatial_dims;
                ReadOnlySpan<long> wanted = output_size.AsSpan(output_size.Length - dimensions);
                long[] shape = input.shape;
                var result = new long[dimensions];
                for (int i = 0; i < dimensions; i++)
                {
                    long smallest = ((shape[shape.Length - dimensions + i] - 1) * stride[i]) - (2 * padding[i]) + (dilation[i] * (kernel_size[i] - 1)) + 1;
                    result[i] = wanted[i] - smallest;
                    if (result[i] < 0 || result[i] >= Math.Max(stride[i], dilation[i]))
                    {
                        throw new ArgumentException(
                            $"size {wanted[i]} is out of reach in dimension {i}: {smallest} to {smallest + Math.Max(stride[i], dilation[i]) - 1} are possible", nameof(output_size));
                    }
                }
                return result;
            }
        }

        /// <summary>Transposed convolution over two dimensions.</summary>
        public sealed class ConvTranspose2d : ConvolutionTranspose
        {
            internal ConvTranspose2d(
                long inputs, long outputs, long[] kernel, long[] stride, long[] padding, long[] outputPadding, long[] dilation, PaddingModes mode, long groups, bool bias, Device? device, ScalarType? dtype)
                : base(nameof(ConvTranspose2d), inputs, outputs, kernel, stride, padding, null, dilation, true, outputPadding, groups, bias, mode, device, dtype)
            {
            }

            /// <summary>(N, in, H, W) → (N, out, H', W').</summary>
            /// <exception cref="ArgumentException">Another number of dimensions or channels, or a size out of reach.</exception>
            public override Tensor forward(Tensor input, long[]? output_size)
            {
                if (!ValidateShape(input, 2))
                {
                    throw new ArgumentException($"{nameof(ConvTranspose2d)} takes (N, {input_channels}, H, W), not ({string.Join(", ", input.shape)})", nameof(input));
                }
                long[] added = _output_padding(input, output_size, kernel_size, stride, padding, dilation, 2);
                return nn.functional.conv_transpose2d(input, _weight, _bias, stride, padding, added, dilation, groups);
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Transposed convolution over two dimensions with a square kernel.</summary>
            /// <param name="in_channels">Channels of the input; divisible by <paramref name="groups"/>.</param>
            /// <param name="out_channels">Channels of the output; divisible by <paramref name="groups"/>.</param>
            /// <param name="kernel_size">Taps in each dimension.</param>
            /// <param name="stride">Step in each dimension.</param>
            /// <param name="padding">Rows and columns cut off on both sides.</param>
            /// <param name="output_padding">Rows and columns added on one side.</param>
            /// <param name="dilation">Distance of taps in each dimension.</param>
            /// <param name="padding_mode">Zeros only.</param>
            /// <param name="groups">Blocks that the channels are divided into.</param>
            /// <param name="bias">Whether an offset is learned.</param>
            /// <param name="device">Where the parameters live.</param>
            /// <param name="dtype">Element type of the parameters.</param>
            public static ConvTranspose2d ConvTranspose2d(
                long in_channels,
                long out_channels,
                long kernel_size,
                long stride = 1,
                long padding = 0,
                long output_padding = 0,
                long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros,
                long groups = 1,
                bool bias = true,
                Device? device = null,
                ScalarType? dtype = null) =>
                new(in_channels, out_channels, Pair(kernel_size), Pair(stride), Pair(padding), Pair(output_padding), Pair(dilation), padding_mode, groups, bias, device, dtype);

            /// <inheritdoc cref="ConvTranspose2d(long, long, long, long, long, long, long, PaddingModes, long, bool, Device, ScalarType?)"/>
            public static ConvTranspose2d ConvTranspose2d(
                long in_channels,
                long out_channels,
                (long, long) kernel_size,
                (long, long)? stride = null,
                (long, long)? padding = null,
                (long, long)? output_padding = null,
                (long, long)? dilation = null,
                PaddingModes padding_mode = PaddingModes.Zeros,
                long groups = 1,
                bool bias = true,
                Device? device = null,
                ScalarType? dtype = null) =>
                new(in_channels, out_channels, Pair(kernel_size), Pair(stride, 1), Pair(padding, 0), Pair(output_padding, 0), Pair(dilation, 1), padding_mode, groups, bias, device, dtype);
        }
    }
}
