using MedClip.Torch;

namespace TorchSharp;

/// <summary>PyTorch's functions, as TorchSharp names them.</summary>
public static partial class torch
{
    /// <summary>The processor.</summary>
    public static readonly Device CPU = new(DeviceType.CPU, -1);

    /// <summary>Shapes without data.</summary>
    public static readonly Device META = new(DeviceType.META, -1);

    private static Device? default_device;

    /// <summary>The current CUDA device.</summary>
    public static Device CUDA => new(DeviceType.CUDA, 0);

    /// <summary>The version of the libtorch in use.</summary>
    public static string __version__ => TorchRuntime.TorchVersion;

    /// <summary>Makes a CUDA device.</summary>
    /// <param name="index">Which one.</param>
    public static Device device(int index) => new(index);

    /// <summary>Reads a description such as <c>cuda:1</c>.</summary>
    /// <param name="description">Kind, optionally a colon and the index.</param>
    public static Device device(string description) => new(description);

    /// <summary>Makes a device from its kind's name and its index.</summary>
    /// <param name="deviceType"><c>cpu</c>, <c>cuda</c>, …</param>
    /// <param name="index">Which one; −1 is the current one.</param>
    public static Device device(string deviceType, int index = -1) => new(deviceType, index);

    /// <summary>Makes a device from its kind and its index.</summary>
    /// <param name="deviceType">The kind.</param>
    /// <param name="index">Which one; −1 is the current one.</param>
    public static Device device(DeviceType deviceType, int index = -1) => new(deviceType, index);

    /// <summary>The device that new tensors are put on.</summary>
    public static Device get_default_device() => default_device ?? CPU;

    /// <summary>Sets the device that new tensors are put on.</summary>
    /// <param name="device">The device.</param>
    public static void set_default_device(Device device) => default_device = InitializeDevice(device);

    /// <summary>Sets the device that new tensors are put on.</summary>
    /// <param name="device">Its description.</param>
    public static void set_default_device(string device) => set_default_device(new Device(device));

    /// <summary>Makes sure that a kind of device can be used.</summary>
    /// <param name="deviceType">The kind.</param>
    /// <exception cref="InvalidOperationException">This libtorch, or this machine, does not have it.</exception>
    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (!TryInitializeDeviceType(deviceType))
        {
            throw new InvalidOperationException($"{deviceType} is not available: libtorch {TorchRuntime.TorchVersion} finds no such device here.");
        }
    }

    /// <summary>Whether a kind of device can be used.</summary>
    /// <param name="deviceType">The kind.</param>
    public static bool TryInitializeDeviceType(DeviceType deviceType) =>
        deviceType is DeviceType.CPU or DeviceType.META || DeviceCount(deviceType) > 0;

    /// <summary>Makes sure that a device can be used, and returns it.</summary>
    /// <param name="device">The device; the default one if null.</param>
    /// <exception cref="InvalidOperationException">This libtorch, or this machine, does not have it.</exception>
    public static Device InitializeDevice(Device? device)
    {
        Device chosen = device ?? get_default_device();
        InitializeDeviceType(chosen.type);
        return chosen;
    }

    /// <summary>Whether a CUDA device can be used.</summary>
    public static bool cuda_is_available() => cuda.is_available();

    private static unsafe int DeviceCount(DeviceType type)
    {
        int count;
        TorchRuntime.Api.Check(TorchRuntime.Api.DeviceCount((int)type, &count));
        return count;
    }

    /// <summary>CUDA devices.</summary>
    public static partial class cuda
    {
        /// <summary>Whether a CUDA device can be used.</summary>
        public static bool is_available() => device_count() > 0;

        /// <summary>How many CUDA devices there are.</summary>
        public static int device_count() => DeviceCount(DeviceType.CUDA);

        /// <summary>Starts the default streams of random numbers anew.</summary>
        /// <param name="seed">Where they start.</param>
        public static void manual_seed(long seed) => torch.manual_seed(seed);

        /// <summary>Starts the default streams of random numbers of all devices anew.</summary>
        /// <param name="seed">Where they start.</param>
        public static void manual_seed_all(long seed) => torch.manual_seed(seed);

        /// <summary>Waits until a device has done what it was given.</summary>
        /// <param name="device">The device; the current one if null.</param>
        public static unsafe void synchronize(Device? device = null) =>
            TorchRuntime.Api.Check(TorchRuntime.Api.DeviceSynchronize((int)DeviceType.CUDA, device?.index ?? -1));
    }
}
