using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models;

/// <summary>Where a model computes, as a word that users write: <c>cpu</c>, <c>cuda</c> (the first device) or <c>cuda:N</c>.</summary>
public static class ComputeDevice
{
    /// <summary>Whether a word names a device, be it there or not.</summary>
    /// <param name="name">A word.</param>
    public static bool IsWellFormed(string? name) => name is not null && Read(name) is not null;

    /// <summary>The device that a word names.</summary>
    /// <param name="name"><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
    /// <exception cref="InvalidInputException">The word names no device, or this machine or this libtorch has no such device.</exception>
    public static Device Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        int index = Read(name) ?? throw new InvalidInputException($"'{name}' is no device; give cpu, cuda or cuda:N.");
        if (index < 0)
        {
            return CPU;
        }

        int count = cuda.device_count();
        return index < count ? new Device(DeviceType.CUDA, index)
            : count == 0 ? throw new InvalidInputException(
                $"The device '{name}' is not to be had: libtorch {__version__} finds no CUDA device here. Use cpu, or a machine with a CUDA device and a libtorch built for it.")
            : throw new InvalidInputException($"The device '{name}' is not to be had: there are {count} CUDA devices, cuda:0 to cuda:{count - 1}.");
    }

    // -1 for the processor, the number of a CUDA device, null for neither.
    private static int? Read(string name) => name switch
    {
        "cpu" => -1,
        "cuda" => 0,
        _ when name.StartsWith("cuda:", StringComparison.Ordinal) && int.TryParse(name.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out int index) => index,
        _ => null,
    };
}
