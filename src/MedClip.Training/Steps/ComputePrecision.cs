using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>The number format of the towers' arithmetic, and why it was picked. Weights and losses stay in float32.</summary>
public sealed class ComputePrecision
{
    private readonly Device? device;

    private ComputePrecision(ScalarType type, string reason, Device? device = null) => (Type, Reason, this.device) = (type, reason, device);

    /// <summary>float32, or bfloat16 or float16 by autocast.</summary>
    public ScalarType Type { get; }

    /// <summary>A sentence for the user.</summary>
    public string Reason { get; }

    /// <summary>float32 without a choice.</summary>
    public static ComputePrecision Full { get; } = new(ScalarType.Float32, "float32");

    /// <summary>Picks the format.</summary>
    /// <param name="mode">What the user asked for.</param>
    /// <param name="device">Where the model is.</param>
    /// <exception cref="InvalidInputException">A format was asked for that this engine or this device does not have.</exception>
    public static ComputePrecision Choose(PrecisionMode mode, Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        bool isCuda = device.type == TorchSharp.DeviceType.CUDA;
        return mode switch
        {
            PrecisionMode.Float32 => new(ScalarType.Float32, "float32, as asked for"),
            PrecisionMode.BFloat16 when AutocastScope.IsAvailable => new(ScalarType.BFloat16, "bfloat16, as asked for", device),
            PrecisionMode.BFloat16 => throw new InvalidInputException("This engine has no autocast, so bfloat16 is not to be had; use float32 or auto."),
            PrecisionMode.Float16 when AutocastScope.IsAvailable && isCuda => new(ScalarType.Float16, "float16 with loss scaling, as asked for", device),
            PrecisionMode.Float16 => throw new InvalidInputException("float16 needs a CUDA device and an engine with autocast; use bfloat16, float32 or auto."),
            _ when !AutocastScope.IsAvailable => new(ScalarType.Float32, "float32: this engine has no autocast"),
            _ when isCuda => new(ScalarType.BFloat16, "bfloat16: the device is a GPU", device),
            _ when ProcessorFeatures.HasAmxBFloat16() => new(ScalarType.BFloat16, "bfloat16: the processor multiplies it in tiles (AMX)", device),
            _ => new(ScalarType.Float32, "float32: the processor has no AMX, without which bfloat16 is no faster"),
        };
    }

    /// <summary>Enters the format; disposing the result restores what was before.</summary>
    public IDisposable Enter() => device is null ? NoScope.Instance : AutocastScope.Enter(Type, device);

    private sealed class NoScope : IDisposable
    {
        public static readonly NoScope Instance = new();

        public void Dispose()
        {
        }
    }
}
