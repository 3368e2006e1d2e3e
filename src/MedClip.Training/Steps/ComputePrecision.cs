using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>The number format of the towers' arithmetic, and why it was picked. Weights and losses stay in float32.</summary>
public sealed class ComputePrecision
{
    private readonly Device? device;

    private ComputePrecision(ScalarType type, string reason, Device? device = null) => (Type, Reason, this.device) = (type, reason, device);

    /// <summary>float32, or bfloat16 by autocast.</summary>
    public ScalarType Type { get; }

    /// <summary>A sentence for the user.</summary>
    public string Reason { get; }

    /// <summary>float32 without a choice.</summary>
    public static ComputePrecision Full { get; } = new(ScalarType.Float32, "float32");

    /// <summary>Picks the format.</summary>
    /// <param name="mode">What the user asked for.</param>
    /// <param name="device">Where the model is.</param>
    /// <exception cref="InvalidInputException">bfloat16 was asked for, and this engine has no autocast.</exception>
    public static ComputePrecision Choose(PrecisionMode mode, Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        if (mode == PrecisionMode.Float32)
        {
            return new(ScalarType.Float32, "float32, as asked for");
        }

        if (mode == PrecisionMode.BFloat16)
        {
            return AutocastScope.IsAvailable
                ? new(ScalarType.BFloat16, "bfloat16, as asked for", device)
                : throw new InvalidInputException("This engine has no autocast, so bfloat16 is not to be had; use float32 or auto.");
        }

        if (!AutocastScope.IsAvailable)
        {
            return new(ScalarType.Float32, "float32: this engine has no autocast");
        }

        return device.type == TorchSharp.DeviceType.CUDA ? new(ScalarType.BFloat16, "bfloat16: the device is a GPU", device)
            : ProcessorFeatures.HasAmxBFloat16() ? new(ScalarType.BFloat16, "bfloat16: the processor multiplies it in tiles (AMX)")
            : new(ScalarType.Float32, "float32: the processor has no AMX, without which bfloat16 is no faster");
    }

    /// <summary>Enters the format; disposing the result restores what was before.</summary>
    public IDisposable Enter() => Type == ScalarType.Float32 ? NoScope.Instance : AutocastScope.Enter(Type, device);

    private sealed class NoScope : IDisposable
    {
        public static readonly NoScope Instance = new();

        public void Dispose()
        {
        }
    }
}
