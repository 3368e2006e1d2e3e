using static TorchSharp.torch;

namespace MedClip.Models;

/// <summary>Element types of files and of libtorch.</summary>
internal static class TensorScalarTypes
{
    public static ScalarType? ToScalarType(TensorElementType type) => type switch
    {
        TensorElementType.Bool => ScalarType.Bool,
        TensorElementType.UInt8 => ScalarType.Byte,
        TensorElementType.Int8 => ScalarType.Int8,
        TensorElementType.Int16 => ScalarType.Int16,
        TensorElementType.Int32 => ScalarType.Int32,
        TensorElementType.Int64 => ScalarType.Int64,
        TensorElementType.Float16 => ScalarType.Float16,
        TensorElementType.BFloat16 => ScalarType.BFloat16,
        TensorElementType.Float32 => ScalarType.Float32,
        TensorElementType.Float64 => ScalarType.Float64,
        _ => null,
    };

    public static TensorElementType ToElementType(string name, ScalarType type) => type switch
    {
        ScalarType.Bool => TensorElementType.Bool,
        ScalarType.Byte => TensorElementType.UInt8,
        ScalarType.Int8 => TensorElementType.Int8,
        ScalarType.Int16 => TensorElementType.Int16,
        ScalarType.Int32 => TensorElementType.Int32,
        ScalarType.Int64 => TensorElementType.Int64,
        ScalarType.Float16 => TensorElementType.Float16,
        ScalarType.BFloat16 => TensorElementType.BFloat16,
        ScalarType.Float32 => TensorElementType.Float32,
        ScalarType.Float64 => TensorElementType.Float64,
        _ => throw new ArgumentException($"The tensor '{name}' is of type {type}, which safetensors files cannot hold.", nameof(type)),
    };
}
