namespace TorchSharp;

public static partial class torch
{
    /// <content>Conversions from and to numbers and arrays.</content>
    public partial class Tensor
    {
        /// <summary>A tensor of one number.</summary>
        /// <param name="value">The number.</param>
        public static implicit operator Tensor(bool value) => tensor(value);

        /// <summary>A tensor of one number.</summary>
        /// <param name="value">The number.</param>
        public static implicit operator Tensor(byte value) => tensor(value);

        /// <summary>A tensor of one number.</summary>
        /// <param name="value">The number.</param>
        public static implicit operator Tensor(sbyte value) => tensor(value);

        /// <summary>A tensor of one number.</summary>
        /// <param name="value">The number.</param>
        public static implicit operator Tensor(short value) => tensor(value);

        /// <summary>A tensor of one number.</summary>
        /// <param name="value">The number.</param>
        public static implicit operator Tensor(int value) => tensor(value);

        /// <summary>A tensor of one number.</summary>
        /// <param name="value">The number.</param>
        public static implicit operator Tensor(long value) => tensor(value);

        /// <summary>A tensor of one number.</summary>
        /// <param name="value">The number.</param>
        public static implicit operator Tensor(float value) => tensor(value);

        /// <summary>A tensor of one number.</summary>
        /// <param name="value">The number.</param>
        public static implicit operator Tensor(double value) => tensor(value);

        /// <summary>A tensor of one dimension with a copy of the array.</summary>
        /// <param name="value">The elements.</param>
        public static implicit operator Tensor(bool[] value) => tensor(value);

        /// <summary>A tensor of one dimension with a copy of the array.</summary>
        /// <param name="value">The elements.</param>
        public static implicit operator Tensor(byte[] value) => tensor(value);

        /// <summary>A tensor of one dimension with a copy of the array.</summary>
        /// <param name="value">The elements.</param>
        public static implicit operator Tensor(sbyte[] value) => tensor(value);

        /// <summary>A tensor of one dimension with a copy of the array.</summary>
        /// <param name="value">The elements.</param>
        public static implicit operator Tensor(short[] value) => tensor(value);

        /// <summary>A tensor of one dimension with a copy of the array.</summary>
        /// <param name="value">The elements.</param>
        public static implicit operator Tensor(int[] value) => tensor(value);

        /// <summary>A tensor of one dimension with a copy of the array.</summary>
        /// <param name="value">The elements.</param>
        public static implicit operator Tensor(long[] value) => tensor(value);

        /// <summary>A tensor of one dimension with a copy of the array.</summary>
        /// <param name="value">The elements.</param>
        public static implicit operator Tensor(float[] value) => tensor(value);

        /// <summary>A tensor of one dimension with a copy of the array.</summary>
        /// <param name="value">The elements.</param>
        public static implicit operator Tensor(double[] value) => tensor(value);

        /// <summary>A tensor of one number.</summary>
        /// <param name="scalar">The number.</param>
        public static implicit operator Tensor(Scalar scalar) => full(System.Array.Empty<long>(), scalar, scalar.Type);

        /// <summary>The single element, converted.</summary>
        /// <param name="value">A tensor with one element.</param>
        public static explicit operator bool(Tensor value) => value.ToBoolean();

        /// <summary>The single element, converted.</summary>
        /// <param name="value">A tensor with one element.</param>
        public static explicit operator byte(Tensor value) => value.ToByte();

        /// <summary>The single element, converted.</summary>
        /// <param name="value">A tensor with one element.</param>
        public static explicit operator sbyte(Tensor value) => value.ToSByte();

        /// <summary>The single element, converted.</summary>
        /// <param name="value">A tensor with one element.</param>
        public static explicit operator short(Tensor value) => value.ToInt16();

        /// <summary>The single element, converted.</summary>
        /// <param name="value">A tensor with one element.</param>
        public static explicit operator int(Tensor value) => value.ToInt32();

        /// <summary>The single element, converted.</summary>
        /// <param name="value">A tensor with one element.</param>
        public static explicit operator long(Tensor value) => value.ToInt64();

        /// <summary>The single element, converted.</summary>
        /// <param name="value">A tensor with one element.</param>
        public static explicit operator float(Tensor value) => value.ToSingle();

        /// <summary>The single element, converted.</summary>
        /// <param name="value">A tensor with one element.</param>
        public static explicit operator double(Tensor value) => value.ToDouble();
    }
}
