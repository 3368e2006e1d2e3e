using System.Globalization;

namespace TorchSharp;

/// <summary>A number of 16 bits: the upper half of a single-precision one. Eight bits of precision, single precision's range.</summary>
public readonly struct BFloat16 : IEquatable<BFloat16>, IComparable<BFloat16>, IComparable, IFormattable
{
    /// <summary>Zero.</summary>
    public static readonly BFloat16 Zero = FromRawValue(0x0000);

    /// <summary>One.</summary>
    public static readonly BFloat16 One = FromRawValue(0x3F80);

    /// <summary>Not a number.</summary>
    public static readonly BFloat16 NaN = FromRawValue(0x7FC0);

    /// <summary>Infinity.</summary>
    public static readonly BFloat16 PositiveInfinity = FromRawValue(0x7F80);

    /// <summary>Minus infinity.</summary>
    public static readonly BFloat16 NegativeInfinity = FromRawValue(0xFF80);

    /// <summary>The largest finite number.</summary>
    public static readonly BFloat16 MaxValue = FromRawValue(0x7F7F);

    /// <summary>The smallest finite number.</summary>
    public static readonly BFloat16 MinValue = FromRawValue(0xFF7F);

    /// <summary>The distance from one to the next larger number: 1/128.</summary>
    public static readonly BFloat16 Epsilon = FromRawValue(0x3C00);

    /// <summary>The smallest positive number with full precision.</summary>
    public static readonly BFloat16 MinNormal = FromRawValue(0x0080);

    /// <summary>The smallest positive number.</summary>
    public static readonly BFloat16 SmallestSubnormal = FromRawValue(0x0001);

    private readonly ushort bits;

    /// <summary>Rounds a number to the nearest, halves to even.</summary>
    /// <param name="f">The number.</param>
    public BFloat16(float f)
    {
        uint whole = BitConverter.SingleToUInt32Bits(f);
        bits = float.IsNaN(f) ? (ushort)0x7FC0 : (ushort)((whole + 0x7FFF + ((whole >> 16) & 1)) >> 16);
    }

    private BFloat16(ushort bits) => this.bits = bits;

    /// <summary>The number of a bit pattern.</summary>
    /// <param name="rawValue">The bits.</param>
    public static BFloat16 FromRawValue(ushort rawValue) => new(rawValue);

    /// <summary>Rounds a number.</summary>
    /// <param name="f">The number.</param>
    public static explicit operator BFloat16(float f) => new(f);

    /// <summary>Rounds a number.</summary>
    /// <param name="d">The number.</param>
    public static explicit operator BFloat16(double d) => new((float)d);

    /// <summary>The number in single precision.</summary>
    /// <param name="bf">The number.</param>
    public static explicit operator float(BFloat16 bf) => bf.ToSingle();

    /// <summary>The number in double precision.</summary>
    /// <param name="bf">The number.</param>
    public static explicit operator double(BFloat16 bf) => bf.ToSingle();

    /// <summary>The sum, rounded.</summary>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand.</param>
    public static BFloat16 operator +(BFloat16 a, BFloat16 b) => new(a.ToSingle() + b.ToSingle());

    /// <summary>The difference, rounded.</summary>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand.</param>
    public static BFloat16 operator -(BFloat16 a, BFloat16 b) => new(a.ToSingle() - b.ToSingle());

    /// <summary>The product, rounded.</summary>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand.</param>
    public static BFloat16 operator *(BFloat16 a, BFloat16 b) => new(a.ToSingle() * b.ToSingle());

    /// <summary>The quotient, rounded.</summary>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand.</param>
    public static BFloat16 operator /(BFloat16 a, BFloat16 b) => new(a.ToSingle() / b.ToSingle());

    /// <summary>The remainder, rounded.</summary>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand.</param>
    public static BFloat16 operator %(BFloat16 a, BFloat16 b) => new(a.ToSingle() % b.ToSingle());

    /// <summary>The negative.</summary>
    /// <param name="a">The operand.</param>
    public static BFloat16 operator -(BFloat16 a) => new((ushort)(a.bits ^ 0x8000));

    /// <summary>Whether two numbers are equal.</summary>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand.</param>
    public static bool operator ==(BFloat16 a, BFloat16 b) => a.ToSingle() == b.ToSingle();

    /// <summary>Whether two numbers differ.</summary>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand.</param>
    public static bool operator !=(BFloat16 a, BFloat16 b) => a.ToSingle() != b.ToSingle();

    /// <summary>Whether the left is less.</summary>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand.</param>
    public static bool operator <(BFloat16 a, BFloat16 b) => a.ToSingle() < b.ToSingle();

    /// <summary>Whether the left is less or equal.</summary>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand.</param>
    public static bool operator <=(BFloat16 a, BFloat16 b) => a.ToSingle() <= b.ToSingle();

    /// <summary>Whether the left is greater.</summary>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand.</param>
    public static bool operator >(BFloat16 a, BFloat16 b) => a.ToSingle() > b.ToSingle();

    /// <summary>Whether the left is greater or equal.</summary>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand.</param>
    public static bool operator >=(BFloat16 a, BFloat16 b) => a.ToSingle() >= b.ToSingle();

    /// <summary>Whether a number is neither infinite nor NaN.</summary>
    /// <param name="bf">The number.</param>
    public static bool IsFinite(BFloat16 bf) => float.IsFinite(bf.ToSingle());

    /// <summary>Whether a number is infinite.</summary>
    /// <param name="bf">The number.</param>
    public static bool IsInfinity(BFloat16 bf) => float.IsInfinity(bf.ToSingle());

    /// <summary>Whether a number is NaN.</summary>
    /// <param name="bf">The number.</param>
    public static bool IsNaN(BFloat16 bf) => float.IsNaN(bf.ToSingle());

    /// <summary>Whether a number is +∞.</summary>
    /// <param name="bf">The number.</param>
    public static bool IsPositiveInfinity(BFloat16 bf) => bf.bits == 0x7F80;

    /// <summary>Whether a number is −∞.</summary>
    /// <param name="bf">The number.</param>
    public static bool IsNegativeInfinity(BFloat16 bf) => bf.bits == 0xFF80;

    /// <summary>The number in single precision, exactly.</summary>
    public float ToSingle() => BitConverter.UInt32BitsToSingle((uint)bits << 16);

    /// <summary>Compares with another number.</summary>
    /// <param name="other">The other number.</param>
    public int CompareTo(BFloat16 other) => ToSingle().CompareTo(other.ToSingle());

    /// <summary>Compares with another number.</summary>
    /// <param name="obj">The other number.</param>
    public int CompareTo(object? obj) => obj switch
    {
        null => 1,
        BFloat16 other => CompareTo(other),
        _ => throw new ArgumentException("Only another BFloat16 can be compared with.", nameof(obj)),
    };

    /// <summary>Whether another number is the same; NaN equals NaN here.</summary>
    /// <param name="other">The other number.</param>
    public bool Equals(BFloat16 other) => ToSingle().Equals(other.ToSingle());

    /// <summary>Whether an object is the same number.</summary>
    /// <param name="obj">The object.</param>
    public override bool Equals(object? obj) => obj is BFloat16 other && Equals(other);

    /// <summary>A hash of the number.</summary>
    public override int GetHashCode() => ToSingle().GetHashCode();

    /// <summary>The number as text.</summary>
    public override string ToString() => ToSingle().ToString(CultureInfo.InvariantCulture);

    /// <summary>The number as text.</summary>
    /// <param name="format">A numeric format.</param>
    /// <param name="formatProvider">A culture.</param>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToSingle().ToString(format, formatProvider);
}
