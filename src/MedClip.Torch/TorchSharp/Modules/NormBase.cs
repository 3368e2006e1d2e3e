using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What normalisations over channels share: learned scale and offset, running mean and variance.</summary>
public abstract class NormBase : nn.Module<Tensor, Tensor>
{
    private Parameter? scale;
    private Parameter? offset;
    private Tensor? mean;
    private Tensor? variance;
    private Tensor? batches;

    /// <summary>Makes the parameters and the running statistics.</summary>
    /// <param name="num_features">Channels.</param>
    /// <param name="eps">Added to the variance.</param>
    /// <param name="momentum">How far the running statistics move with each batch; null: they are the mean over all batches.</param>
    /// <param name="affine">Whether scale and offset are learned.</param>
    /// <param name="track_running_stats">Whether running statistics are kept.</param>
    /// <param name="device">Where the parameters live.</param>
    /// <param name="dtype">Element type of the parameters.</param>
    /// <param name="name">Name for messages.</param>
    protected NormBase(
        long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
        : base(name)
    {
        (this.num_features, this.eps, this.momentum, this.affine, this.track_running_stats) = (num_features, eps, momentum, affine, track_running_stats);
        (Device place, ScalarType type) = GetDefaultDeviceAndType(device, dtype);
        if (affine)
        {
            weight = ParameterInit.Constant(1, place, type, num_features);
            bias = ParameterInit.Constant(0, place, type, num_features);
        }
        if (track_running_stats)
        {
            running_mean = ParameterInit.Filled(0, place, type, num_features);
            running_var = ParameterInit.Filled(1, place, type, num_features);
            num_batches_tracked = ParameterInit.Filled(0, place, ScalarType.Int64);
        }
    }

    /// <summary>Channels.</summary>
    public long num_features { get; }

    /// <summary>Added to the variance.</summary>
    public double eps { get; set; }

    /// <summary>How far the running statistics move with each batch; null: they are the mean over all batches.</summary>
    public double? momentum { get; set; }

    /// <summary>Whether scale and offset are learned.</summary>
    public bool affine { get; }

    /// <summary>Whether running statistics are kept.</summary>
    public bool track_running_stats { get; }

    /// <summary>(C), or null.</summary>
    public Parameter? weight
    {
        get => scale;
        set => ConditionallyRegisterParameter(nameof(weight), scale = value);
    }

    /// <summary>(C), or null.</summary>
    public Parameter? bias
    {
        get => offset;
        set => ConditionallyRegisterParameter(nameof(bias), offset = value);
    }

    /// <summary>(C), or null.</summary>
    public Tensor? running_mean
    {
        get => mean;
        set => ConditionallyRegisterBuffer(nameof(running_mean), mean = value);
    }

    /// <summary>(C), or null.</summary>
    public Tensor? running_var
    {
        get => variance;
        set => ConditionallyRegisterBuffer(nameof(running_var), variance = value);
    }

    /// <summary>Batches seen in training: one int64, or null.</summary>
    public Tensor? num_batches_tracked
    {
        get => batches;
        set => ConditionallyRegisterBuffer(nameof(num_batches_tracked), batches = value);
    }

    /// <summary>Sets the running mean to 0, the running variance to 1 and the count of batches to 0.</summary>
    public void reset_running_stats()
    {
        using (no_grad())
        {
            mean?.fill_(0);
            variance?.fill_(1);
            batches?.fill_(0);
        }
    }

    /// <summary>Sets the scale to 1, the offset to 0, and the running statistics as at first.</summary>
    public void reset_parameters()
    {
        reset_running_stats();
        using (no_grad())
        {
            scale?.fill_(1);
            offset?.fill_(0);
        }
    }

    /// <summary>Refuses an input whose number of dimensions the layer is not made for.</summary>
    /// <exception cref="ArgumentException">The number of dimensions is wrong.</exception>
    protected abstract void ValidateInputDimensions(Tensor input);
}
