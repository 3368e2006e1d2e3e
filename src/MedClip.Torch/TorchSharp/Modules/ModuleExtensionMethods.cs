using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Moving and converting modules, with the module's own type kept.</summary>
public static class ModuleExtensionMethods
{
    /// <summary>Converts floating-point parameters and buffers.</summary>
    /// <exception cref="ArgumentException">The type is not a floating-point type.</exception>
    public static T to<T>(this T module, ScalarType type, bool non_blocking = false)
        where T : nn.Module
    {
        ArgumentNullException.ThrowIfNull(module);
        return (T)module._to(type, non_blocking);
    }

    /// <summary>Moves everything to a device and converts floating-point parameters and buffers.</summary>
    public static T to<T>(this T module, Device device, ScalarType type, bool non_blocking = false)
        where T : nn.Module
    {
        ArgumentNullException.ThrowIfNull(module);
        return (T)module._to(device, type, non_blocking);
    }

    /// <summary>Moves everything to a device.</summary>
    public static T to<T>(this T module, Device device, bool non_blocking = false)
        where T : nn.Module
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(device);
        return (T)module._to(device.type, device.index, non_blocking);
    }

    /// <summary>Moves everything to a device given by kind and number.</summary>
    public static T to<T>(this T module, DeviceType deviceType, int deviceIndex = -1, bool non_blocking = false)
        where T : nn.Module
    {
        ArgumentNullException.ThrowIfNull(module);
        return (T)module._to(deviceType, deviceIndex, non_blocking);
    }

    /// <summary>Moves everything to a device given as text: <c>cpu</c>, <c>cuda:0</c>.</summary>
    public static T to<T>(this T module, string device, bool non_blocking = false)
        where T : nn.Module => module.to(new Device(device), non_blocking);

    /// <summary>Moves and converts to where and what another tensor is.</summary>
    public static T to<T>(this T module, Tensor other, bool non_blocking = false)
        where T : nn.Module
    {
        ArgumentNullException.ThrowIfNull(other);
        return module.to(other.device, other.dtype, non_blocking);
    }

    /// <summary>Moves everything to the processor.</summary>
    public static T cpu<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(DeviceType.CPU, -1, non_blocking);

    /// <summary>Moves everything to a CUDA device.</summary>
    public static T cuda<T>(this T module, int deviceIndex = -1, bool non_blocking = false)
        where T : nn.Module => module.to(DeviceType.CUDA, deviceIndex, non_blocking);

    /// <summary>Converts floating-point parameters and buffers to 16-bit IEEE numbers.</summary>
    public static T half<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.Float16, non_blocking);

    /// <summary>Converts floating-point parameters and buffers to bfloat16.</summary>
    public static T bfloat16<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.BFloat16, non_blocking);

    /// <summary>Converts floating-point parameters and buffers to 32-bit numbers.</summary>
    public static T @float<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.Float32, non_blocking);

    /// <summary>Converts floating-point parameters and buffers to 64-bit numbers.</summary>
    public static T @double<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.Float64, non_blocking);
}
