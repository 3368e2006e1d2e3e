using MedClip.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Fresh parameters and buffers for layers.</summary>
internal static class ParameterInit
{
    /// <summary>A parameter drawn uniformly from (−bound, bound).</summary>
    public static Parameter Uniform(double bound, Device device, ScalarType dtype, params long[] shape)
    {
        Tensor tensor = Raw(device, dtype, shape);
        if (!LayerInitialization.IsSkipped)
        {
            NnOp.Uniform.Run(tensor, -bound, bound);
        }

        return new Parameter(tensor);
    }

    /// <summary>A parameter drawn from the standard normal distribution.</summary>
    public static Parameter Normal(Device device, ScalarType dtype, params long[] shape)
    {
        Tensor tensor = Raw(device, dtype, shape);
        if (!LayerInitialization.IsSkipped)
        {
            NnOp.Normal.Run(tensor, 0.0, 1.0);
        }

        return new Parameter(tensor);
    }

    /// <summary>A parameter of one value.</summary>
    public static Parameter Constant(double value, Device device, ScalarType dtype, params long[] shape) =>
        new(Filled(value, device, dtype, shape));

    /// <summary>A tensor of one value.</summary>
    public static Tensor Filled(double value, Device device, ScalarType dtype, params long[] shape)
    {
        Tensor tensor = Raw(device, dtype, shape);
        NnOp.Fill.Run(tensor, value);
        return tensor;
    }

    private static Tensor Raw(Device device, ScalarType dtype, long[] shape) => NnOp.Empty.Call(shape, dtype, Arg.None, device);
}
