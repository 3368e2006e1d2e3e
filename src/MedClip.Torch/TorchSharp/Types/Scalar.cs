using System.Numerics;
using MedClip.Torch;

namespace TorchSharp;

/// <summary>A number on its way into an operator, with its type.</summary>
/// <remarks>TorchSharp keeps these in native memory; here they are plain values, and <see cref="Dispose"/> has nothing to free.</remarks>
public class Scalar : IDisposable
{
    private readonly Complex value;
    private readonly long integer;

    internal Scalar(long integer, torch.ScalarType type)
    {
        this.integer = integer;
        value = integer;
        Type = type;
    }

    internal Scalar(Complex value, torch.ScalarType type)
    {
        this.value = value;
        integer = type is torch.ScalarType.ComplexFloat32 or torch.ScalarType.ComplexFloat64 || !(Math.Abs(value.Real) < long.MaxValue) ? 0 : (long)value.Real;
        Type = type;
    }

    /// <summary>The type the number came as.</summary>
    public torch.ScalarType Type { get; }

    internal bool IsIntegral => Type is torch.ScalarType.Byte or torch.ScalarType.Int8 or torch.ScalarType.Int16 or torch.ScalarType.Int32 or torch.ScalarType.Int64;

    internal long Integer => integer;

    internal double Real => IsIntegral ? integer : value.Real;

    internal Complex Value => value;

    /// <summary>A number from a byte.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Scalar(byte value) => new(value, torch.ScalarType.Byte);

    /// <summary>A number from a signed byte.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Scalar(sbyte value) => new(value, torch.ScalarType.Int8);

    /// <summary>A number from a 16-bit integer.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Scalar(short value) => new(value, torch.ScalarType.Int16);

    /// <summary>A number from a 32-bit integer.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Scalar(int value) => new(value, torch.ScalarType.Int32);

    /// <summary>A number from a 64-bit integer.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Scalar(long value) => new(value, torch.ScalarType.Int64);

    /// <summary>A number in half precision.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Scalar(Half value) => new((double)value, torch.ScalarType.Float16);

    /// <summary>A number in single precision.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Scalar(float value) => new((double)value, torch.ScalarType.Float32);

    /// <summary>A number in double precision.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Scalar(double value) => new(value, torch.ScalarType.Float64);

    /// <summary>A complex number in single precision.</summary>
    /// <param name="value">Real and imaginary part.</param>
    public static implicit operator Scalar((float, float) value) => new(new Complex(value.Item1, value.Item2), torch.ScalarType.ComplexFloat32);

    /// <summary>A complex number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Scalar(Complex value) => new(value, torch.ScalarType.ComplexFloat64);

    /// <summary>True or false.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Scalar(bool value) => new(value ? 1L : 0L, torch.ScalarType.Bool);

    /// <summary>Nothing is held: there for code that disposes its scalars.</summary>
    public void Dispose() => GC.SuppressFinalize(this);

    internal Arg ToArg() => Type switch
    {
        torch.ScalarType.Bool => integer != 0,
        torch.ScalarType.ComplexFloat32 or torch.ScalarType.ComplexFloat64 => new Arg(NativeTag.Complex, 0, value),
        _ when IsIntegral => integer,
        _ => value.Real,
    };
}
