using TorchSharp;

namespace MedClip.Torch;

/// <summary>
/// An argument on its way to an operator: a tag, eight bytes, and an object where one is needed. Conversions are implicit so
/// that calls read as in the operator's schema: <c>Op.Add.Call(this, other, 1)</c>.
/// </summary>
internal readonly struct Arg
{
    public readonly NativeTag Tag;
    public readonly long Bits;
    public readonly object? Reference;

    public Arg(NativeTag tag, long bits = 0, object? reference = null)
    {
        Tag = tag;
        Bits = bits;
        Reference = reference;
    }

    /// <summary>Python's None.</summary>
    public static Arg None => default;

    /// <summary>The default that the operator's schema names.</summary>
    public static Arg Default => new(NativeTag.Default);

    public static implicit operator Arg(torch.Tensor? tensor) => tensor is null ? default : new(NativeTag.Tensor, 0, tensor);

    public static implicit operator Arg(int value) => new(NativeTag.Int, value);

    public static implicit operator Arg(long value) => new(NativeTag.Int, value);

    public static implicit operator Arg(long? value) => value is null ? default : new(NativeTag.Int, value.Value);

    public static implicit operator Arg(double value) => new(NativeTag.Double, BitConverter.DoubleToInt64Bits(value));

    public static implicit operator Arg(double? value) => value is null ? default : (Arg)value.Value;

    public static implicit operator Arg(bool value) => new(NativeTag.Bool, value ? 1 : 0);

    public static implicit operator Arg(bool? value) => value is null ? default : (Arg)value.Value;

    public static implicit operator Arg(long[]? values) => values is null ? default : new(NativeTag.IntList, 0, values);

    public static implicit operator Arg(double[]? values) => values is null ? default : new(NativeTag.DoubleList, 0, values);

    public static implicit operator Arg(bool[]? values) => values is null ? default : new(NativeTag.BoolList, 0, values);

    public static implicit operator Arg(torch.Tensor?[]? tensors) => tensors is null ? default : new(NativeTag.TensorList, 0, tensors);

    public static implicit operator Arg(string? text) => text is null ? default : new(NativeTag.String, 0, text);

    public static implicit operator Arg(torch.ScalarType type) => new(NativeTag.Int, (long)type);

    public static implicit operator Arg(torch.ScalarType? type) => type is null ? default : new(NativeTag.Int, (long)type.Value);

    public static implicit operator Arg(torch.Device? device) =>
        device is null ? default : new(NativeTag.Device, ((long)device.index << 32) | (uint)device.type);

    public static implicit operator Arg(torch.Generator? generator) => generator is null ? default : new(NativeTag.Generator, 0, generator);

    public static implicit operator Arg(Scalar? scalar) => scalar is null ? default : scalar.ToArg();
}
