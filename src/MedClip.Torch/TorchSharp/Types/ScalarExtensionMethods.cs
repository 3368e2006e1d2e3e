using System.Numerics;

namespace TorchSharp;

/// <summary>Conversions between numbers and <see cref="Scalar"/>.</summary>
public static class ScalarExtensionMethods
{
    /// <summary>Makes a scalar from a byte.</summary>
    /// <param name="value">The number.</param>
    public static Scalar ToScalar(this byte value) => value;

    /// <summary>Makes a scalar from a signed byte.</summary>
    /// <param name="value">The number.</param>
    public static Scalar ToScalar(this sbyte value) => value;

    /// <summary>Makes a scalar from a 16-bit integer.</summary>
    /// <param name="value">The number.</param>
    public static Scalar ToScalar(this short value) => value;

    /// <summary>Makes a scalar from a 32-bit integer.</summary>
    /// <param name="value">The number.</param>
    public static Scalar ToScalar(this int value) => value;

    /// <summary>Makes a scalar from a 64-bit integer.</summary>
    /// <param name="value">The number.</param>
    public static Scalar ToScalar(this long value) => value;

    /// <summary>Makes a scalar from half precision.</summary>
    /// <param name="value">The number.</param>
    public static Scalar ToScalar(this Half value) => value;

    /// <summary>Makes a scalar from single precision.</summary>
    /// <param name="value">The number.</param>
    public static Scalar ToScalar(this float value) => value;

    /// <summary>Makes a scalar from double precision.</summary>
    /// <param name="value">The number.</param>
    public static Scalar ToScalar(this double value) => value;

    /// <summary>Makes a scalar from a complex number in single precision.</summary>
    /// <param name="value">The number.</param>
    public static Scalar ToScalar(this (float, float) value) => value;

    /// <summary>Makes a scalar from a complex number.</summary>
    /// <param name="value">The number.</param>
    public static Scalar ToScalar(this Complex value) => value;

    /// <summary>Makes a scalar from a boolean.</summary>
    /// <param name="value">The number.</param>
    public static Scalar ToScalar(this bool value) => value;

    /// <summary>The number as <see cref="float"/>.</summary>
    /// <param name="value">The scalar.</param>
    public static float ToSingle(this Scalar value) => (float)value.Real;

    /// <summary>The number as <see cref="double"/>.</summary>
    /// <param name="value">The scalar.</param>
    public static double ToDouble(this Scalar value) => value.Real;

    /// <summary>The number as <see cref="Half"/>.</summary>
    /// <param name="value">The scalar.</param>
    public static Half ToHalf(this Scalar value) => (Half)value.Real;

    /// <summary>The number as <see cref="byte"/>.</summary>
    /// <param name="value">The scalar.</param>
    public static byte ToByte(this Scalar value) => (byte)value.Integer;

    /// <summary>The number as <see cref="sbyte"/>.</summary>
    /// <param name="value">The scalar.</param>
    public static sbyte ToSByte(this Scalar value) => (sbyte)value.Integer;

    /// <summary>The number as <see cref="short"/>.</summary>
    /// <param name="value">The scalar.</param>
    public static short ToInt16(this Scalar value) => (short)value.Integer;

    /// <summary>The number as <see cref="int"/>.</summary>
    /// <param name="value">The scalar.</param>
    public static int ToInt32(this Scalar value) => (int)value.Integer;

    /// <summary>The number as <see cref="long"/>.</summary>
    /// <param name="value">The scalar.</param>
    public static long ToInt64(this Scalar value) => value.Integer;

    /// <summary>The number as <see cref="bool"/>.</summary>
    /// <param name="value">The scalar.</param>
    public static bool ToBoolean(this Scalar value) => value.Integer != 0 || value.Value != Complex.Zero;

    /// <summary>The number as a pair of single-precision parts.</summary>
    /// <param name="value">The scalar.</param>
    public static (float Real, float Imaginary) ToComplexFloat32(this Scalar value) => ((float)value.Value.Real, (float)value.Value.Imaginary);

    /// <summary>The number as a complex number.</summary>
    /// <param name="value">The scalar.</param>
    public static Complex ToComplexFloat64(this Scalar value) => value.Value;
}
