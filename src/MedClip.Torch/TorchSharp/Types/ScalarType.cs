namespace TorchSharp;

public static partial class torch
{
    /// <summary>Types of a tensor's elements, numbered as in libtorch.</summary>
    public enum ScalarType
    {
        /// <summary>Unsigned, 8 bits.</summary>
        Byte = 0,

        /// <summary>Signed, 8 bits.</summary>
        Int8 = 1,

        /// <summary>Signed, 16 bits.</summary>
        Int16 = 2,

        /// <summary>Signed, 32 bits.</summary>
        Int32 = 3,

        /// <summary>Signed, 64 bits.</summary>
        Int64 = 4,

        /// <summary>IEEE half precision.</summary>
        Float16 = 5,

        /// <summary>Single precision.</summary>
        Float32 = 6,

        /// <summary>Double precision.</summary>
        Float64 = 7,

        /// <summary>Two single-precision numbers.</summary>
        ComplexFloat32 = 9,

        /// <summary>Two double-precision numbers.</summary>
        ComplexFloat64 = 10,

        /// <summary>True or false, one byte.</summary>
        Bool = 11,

        /// <summary>Quantized, signed 8 bits.</summary>
        QInt8 = 12,

        /// <summary>Quantized, unsigned 8 bits.</summary>
        QUInt8 = 13,

        /// <summary>Quantized, signed 32 bits.</summary>
        QInt32 = 14,

        /// <summary>The upper 16 bits of single precision.</summary>
        BFloat16 = 15,
    }
}
