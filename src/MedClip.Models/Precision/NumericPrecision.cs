using TorchSharp;

namespace MedClip.Models;

/// <summary>In what precision towers compute. Embeddings, losses and softmax over logits are float32 in any case (DESIGN D4).</summary>
public enum NumericPrecision
{
    /// <summary>float32 throughout.</summary>
    Float32,

    /// <summary>bfloat16 inside the towers.</summary>
    BFloat16,

    /// <summary>float16 inside the towers; on CUDA devices only.</summary>
    Float16,
}

/// <summary>Precisions as types of numbers.</summary>
internal static class NumericPrecisions
{
    /// <summary>The type of a precision, where the device has it.</summary>
    /// <exception cref="InvalidInputException">float16 is asked for on a device that cannot compute with it.</exception>
    public static torch.ScalarType TypeOn(this NumericPrecision precision, torch.Device? device) => precision switch
    {
        NumericPrecision.Float32 => torch.ScalarType.Float32,
        NumericPrecision.BFloat16 => torch.ScalarType.BFloat16,
        NumericPrecision.Float16 when device?.type == DeviceType.CUDA => torch.ScalarType.Float16,
        NumericPrecision.Float16 => throw new InvalidInputException("float16 needs a CUDA device; on the CPU use bfloat16 or float32."),
        _ => throw new InvalidInputException($"{precision} is no precision; known are {string.Join(", ", Enum.GetNames<NumericPrecision>())}."),
    };
}
