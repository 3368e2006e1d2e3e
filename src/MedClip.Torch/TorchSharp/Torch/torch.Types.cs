using MedClip.Torch;

namespace TorchSharp;

/// <content>Types of elements.</content>
public static partial class torch
{
    /// <summary>Booleans.</summary>
    public static readonly ScalarType @bool = ScalarType.Bool;

    /// <summary>Unsigned 8-bit integers.</summary>
    public static readonly ScalarType uint8 = ScalarType.Byte;

    /// <summary>Signed 8-bit integers.</summary>
    public static readonly ScalarType int8 = ScalarType.Int8;

    /// <summary>16-bit integers.</summary>
    public static readonly ScalarType int16 = ScalarType.Int16;

    /// <summary>16-bit integers.</summary>
    public static readonly ScalarType @short = ScalarType.Int16;

    /// <summary>32-bit integers.</summary>
    public static readonly ScalarType int32 = ScalarType.Int32;

    /// <summary>32-bit integers.</summary>
    public static readonly ScalarType @int = ScalarType.Int32;

    /// <summary>64-bit integers.</summary>
    public static readonly ScalarType int64 = ScalarType.Int64;

    /// <summary>64-bit integers.</summary>
    public static readonly ScalarType @long = ScalarType.Int64;

    /// <summary>Half precision.</summary>
    public static readonly ScalarType float16 = ScalarType.Float16;

    /// <summary>Half precision.</summary>
    public static readonly ScalarType half = ScalarType.Float16;

    /// <summary>bfloat16.</summary>
    public static readonly ScalarType bfloat16 = ScalarType.BFloat16;

    /// <summary>Single precision.</summary>
    public static readonly ScalarType float32 = ScalarType.Float32;

    /// <summary>Single precision.</summary>
    public static readonly ScalarType @float = ScalarType.Float32;

    /// <summary>Double precision.</summary>
    public static readonly ScalarType float64 = ScalarType.Float64;

    /// <summary>Double precision.</summary>
    public static readonly ScalarType @double = ScalarType.Float64;

    /// <summary>Complex numbers of single precision.</summary>
    public static readonly ScalarType complex64 = ScalarType.ComplexFloat32;

    /// <summary>Complex numbers of single precision.</summary>
    public static readonly ScalarType cfloat = ScalarType.ComplexFloat32;

    /// <summary>Complex numbers of double precision.</summary>
    public static readonly ScalarType complex128 = ScalarType.ComplexFloat64;

    /// <summary>Complex numbers of double precision.</summary>
    public static readonly ScalarType cdouble = ScalarType.ComplexFloat64;

    /// <summary>Whether a type is a floating-point type.</summary>
    /// <param name="type">The type.</param>
    public static bool is_floating_point(ScalarType type) =>
        type is ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64;

    /// <summary>Whether the elements are floating-point numbers.</summary>
    /// <param name="input">The tensor.</param>
    public static bool is_floating_point(Tensor input) => is_floating_point(input.dtype);

    /// <summary>Whether a type is complex.</summary>
    /// <param name="type">The type.</param>
    public static bool is_complex(ScalarType type) => type is ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64;

    /// <summary>Whether the elements are complex numbers.</summary>
    /// <param name="input">The tensor.</param>
    public static bool is_complex(Tensor input) => is_complex(input.dtype);

    /// <summary>Whether a type is an integer type.</summary>
    /// <param name="type">The type.</param>
    public static bool is_integral(ScalarType type) =>
        type is ScalarType.Byte or ScalarType.Int8 or ScalarType.Int16 or ScalarType.Int32 or ScalarType.Int64 or ScalarType.Bool;

    /// <summary>Whether the elements are integers.</summary>
    /// <param name="t">The tensor.</param>
    public static bool is_integral(Tensor t) => is_integral(t.dtype);

    /// <summary>The type that new floating-point tensors get.</summary>
    public static unsafe ScalarType get_default_dtype()
    {
        int type;
        TorchRuntime.Api.Check(TorchRuntime.Api.DefaultDtype(-1, &type));
        return (ScalarType)type;
    }

    /// <summary>Sets the type that new floating-point tensors get.</summary>
    /// <param name="dtype">A floating-point type.</param>
    /// <exception cref="ArgumentException">The type is not a floating-point type.</exception>
    public static unsafe void set_default_dtype(ScalarType dtype)
    {
        if (!is_floating_point(dtype))
        {
            throw new ArgumentException($"Only floating-point types can be the default, not {dtype}.", nameof(dtype));
        }
        int previous;
        TorchRuntime.Api.Check(TorchRuntime.Api.DefaultDtype((int)dtype, &previous));
    }

    /// <summary>The type that an operation on two tensors gives.</summary>
    /// <param name="tensor1">One tensor.</param>
    /// <param name="tensor2">The other.</param>
    public static ScalarType result_type(Tensor tensor1, Tensor tensor2) => (ScalarType)Ops.ResultTypeTensor.CallValue(tensor1, tensor2).Int;

    /// <summary>Limits of the default floating-point type.</summary>
    public static FInfo finfo() => finfo(get_default_dtype());

    /// <summary>Limits of a floating-point type.</summary>
    /// <param name="dtype">The type.</param>
    /// <exception cref="ArgumentException">The type is not a floating-point type.</exception>
    public static FInfo finfo(ScalarType dtype) => dtype switch
    {
        ScalarType.Float16 => new FInfo(16, Math.ScaleB(1, -10), 65504, Math.ScaleB(1, -14), 1e-3),
        ScalarType.BFloat16 => new FInfo(16, Math.ScaleB(1, -7), Math.ScaleB(2 - Math.ScaleB(1, -7), 127), Math.ScaleB(1, -126), 1e-2),
        ScalarType.Float32 or ScalarType.ComplexFloat32 => new FInfo(32, Math.ScaleB(1, -23), float.MaxValue, Math.ScaleB(1, -126), 1e-6),
        ScalarType.Float64 or ScalarType.ComplexFloat64 => new FInfo(64, Math.ScaleB(1, -52), double.MaxValue, Math.ScaleB(1, -1022), 1e-15),
        _ => throw new ArgumentException($"{dtype} is not a floating-point type.", nameof(dtype)),
    };

    /// <summary>Limits of a floating-point type.</summary>
    public struct FInfo
    {
        /// <summary>Bits of one number.</summary>
        public int bits;

        /// <summary>The distance from one to the next larger number.</summary>
        public double eps;

        /// <summary>The largest finite number.</summary>
        public double max;

        /// <summary>The smallest finite number.</summary>
        public double min;

        /// <summary>The smallest positive number with full precision.</summary>
        public double tiny;

        /// <summary>The smallest positive number with full precision.</summary>
        public double smallest_normal;

        /// <summary>The precision in decimal digits, as a power of ten.</summary>
        public double resolution;

        internal FInfo(int bits, double eps, double max, double tiny, double resolution)
        {
            this.bits = bits;
            this.eps = eps;
            this.max = max;
            min = -max;
            this.tiny = tiny;
            smallest_normal = tiny;
            this.resolution = resolution;
        }
    }
}
