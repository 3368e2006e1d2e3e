using System.Numerics;

namespace TorchSharp;

/// <summary>Which .NET type holds an element of which tensor type.</summary>
internal static class ElementTypes
{
    /// <summary>The tensor type of a .NET type; null if there is none.</summary>
    public static torch.ScalarType? Of(Type type)
    {
        if (type == typeof(float))
        {
            return torch.ScalarType.Float32;
        }
        if (type == typeof(long))
        {
            return torch.ScalarType.Int64;
        }
        return type == typeof(double) ? torch.ScalarType.Float64
            : type == typeof(int) ? torch.ScalarType.Int32
            : type == typeof(bool) ? torch.ScalarType.Bool
            : type == typeof(byte) ? torch.ScalarType.Byte
            : type == typeof(sbyte) ? torch.ScalarType.Int8
            : type == typeof(short) ? torch.ScalarType.Int16
            : type == typeof(Half) ? torch.ScalarType.Float16
            : type == typeof(BFloat16) ? torch.ScalarType.BFloat16
            : type == typeof((float, float)) ? torch.ScalarType.ComplexFloat32
            : type == typeof(Complex) ? torch.ScalarType.ComplexFloat64
            : null;
    }

    /// <summary>Bytes of one element.</summary>
    public static int Size(torch.ScalarType type) => type switch
    {
        torch.ScalarType.Byte or torch.ScalarType.Int8 or torch.ScalarType.Bool or torch.ScalarType.QInt8 or torch.ScalarType.QUInt8 => 1,
        torch.ScalarType.Int16 or torch.ScalarType.Float16 or torch.ScalarType.BFloat16 => 2,
        torch.ScalarType.Int32 or torch.ScalarType.Float32 or torch.ScalarType.QInt32 => 4,
        torch.ScalarType.Int64 or torch.ScalarType.Float64 or torch.ScalarType.ComplexFloat32 => 8,
        torch.ScalarType.ComplexFloat64 => 16,
        _ => throw new ArgumentException($"{type} is not a type of elements.", nameof(type)),
    };
}
