using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What convolutions share: kernel, bias, and the arithmetic of sizes.</summary>
public abstract class Convolution : nn.Module<Tensor, Tensor>
{
    /// <summary>The kernel.</summary>
    protected Parameter _weight;

    /// <summary>The offset of each output channel, or null.</summary>
    protected Parameter? _bias;

    /// <summary>Channels that the input must have.</summary>
    protected long input_channels;

    /// <summary>Makes kernel and bias, uniformly in ±1/√(taps that make one output).</summary>
    /// <param name="name">Name for messages.</param>
    /// <param name="in_channels">Channels of the input; divisible by <paramref name="groups"/>.</param>
    /// <param name="out_channels">Channels of the output; divisible by <paramref name="groups"/>.</param>
    /// <param name="kernel_size">Taps in each dimension.</param>
    /// <param name="stride">Step in each dimension.</param>
    /// <param name="padding">Border in each dimension.</param>
    /// <param name="padding_type">Border by what it does to the size, in place of <paramref name="padding"/>.</param>
    /// <param name="dilation">Distance of taps in each dimension.</param>
    /// <param name="transposed">Whether this is a transposed convolution.</param>
    /// <param name="output_padding">Added on one side of a transposed convolution's output.</param>
    /// <param name="groups">Blocks that the channels are divided into.</param>
    /// <param name="bias">Whether an offset is learned.</param>
    /// <param name="padding_mode">What the border is filled with.</param>
    /// <param name="device">Where the parameters live.</param>
    /// <param name="dtype">Element type of the parameters.</param>
    /// <exception cref="ArgumentException">Channels that can't be divided into the groups.</exception>
    protected Convolution(
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
        : base(name)
    {
        if (groups < 1 || in_channels % groups != 0 || out_channels % groups != 0)
        {
            throw new ArgumentException($"{in_channels} and {out_channels} channels can't be divided into {groups} groups", nameof(groups));
        }
        (this.in_channels, this.out_channels, input_channels, this.groups) = (in_channels, out_channels, in_channels, groups);
        (this.kernel_size, this.stride, this.padding, this.dilation) = (kernel_size, stride, padding, dilation);
        (this.padding_type, this.transposed, this.output_padding, this.padding_mode) = (padding_type, transposed, output_padding, padding_mode);
        (Device place, ScalarType type) = GetDefaultDeviceAndType(device, dtype);
        long[] shape = [.. transposed ? [in_channels, out_channels / groups] : new[] { out_channels, in_channels / groups }, .. kernel_size];
        double bound = Bound(shape);
        _weight = ParameterInit.Uniform(bound, place, type, shape);
        _bias = bias ? ParameterInit.Uniform(bound, place, type, out_channels) : null;
        register_parameter(nameof(weight), _weight);
        register_parameter(nameof(bias), _bias);
    }

    /// <summary>Channels of the input.</summary>
    public long in_channels { get; }

    /// <summary>Channels of the output.</summary>
    public long out_channels { get; }

    /// <summary>Taps in each dimension.</summary>
    public long[] kernel_size { get; set; }

    /// <summary>Step in each dimension.</summary>
    public long[] stride { get; set; }

    /// <summary>Border in each dimension.</summary>
    public long[] padding { get; private set; }

    /// <summary>Border by what it does to the size; null when <see cref="padding"/> says it.</summary>
    public Padding? padding_type { get; private set; }

    /// <summary>Distance of taps in each dimension.</summary>
    public long[] dilation { get; set; }

    /// <summary>Whether this is a transposed convolution.</summary>
    public bool transposed { get; }

    /// <summary>Added on one side of a transposed convolution's output.</summary>
    public long[] output_padding { get; set; }

    /// <summary>Blocks that the channels are divided into.</summary>
    public long groups { get; set; }

    /// <summary>What the border is filled with.</summary>
    public PaddingModes padding_mode { get; set; }

    /// <summary>The kernel: (out, in / groups, …); (in, out / groups, …) when transposed.</summary>
    public Parameter weight
    {
        get => _weight;
        set => ConditionallyRegisterParameter(nameof(weight), _weight = value);
    }

    /// <summary>(out), or null.</summary>
    public Parameter? bias
    {
        get => _bias;
        set => ConditionallyRegisterParameter(nameof(bias), _bias = value);
    }

    /// <summary>Sets the border in each dimension.</summary>
    public void SetPadding(long[] padding) => (this.padding, padding_type) = (padding, null);

    /// <summary>Sets the border by what it does to the size.</summary>
    public void SetPadding(Padding padding) => padding_type = padding;

    /// <summary>Draws kernel and bias anew.</summary>
    public void reset_parameters()
    {
        double bound = Bound(_weight.shape);
        using (no_grad())
        {
            NnOp.Uniform.Run(_weight, -bound, bound);
            if (_bias is not null)
            {
                NnOp.Uniform.Run(_bias, -bound, bound);
            }
        }
    }

    /// <summary>Whether an input has the right number of dimensions (with or without a batch) and channels.</summary>
    /// <param name="input">The input.</param>
    /// <param name="dimensions">Spatial dimensions.</param>
    protected bool ValidateShape(Tensor input, long dimensions)
    {
        ArgumentNullException.ThrowIfNull(input);
        long[] shape = input.shape;
        return (shape.Length == dimensions + 2 && shape[1] == input_channels) || (shape.Length == dimensions + 1 && shape[0] == input_channels);
    }

    private static double Bound(long[] shape) => 1 / Math.Sqrt(shape.Skip(1).Aggregate(1.0, (taps, side) => taps * side));
}
