using MedClip.Torch;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Comparison operators.</content>
    public partial class Tensor
    {
        /// <summary>Where the operands are equal.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator ==(Scalar left, Tensor right) => Ops.EqScalar.Call(right, left);

        /// <summary>Where the operands are equal.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator ==(Tensor left, Scalar right) => Ops.EqScalar.Call(left, right);

        /// <summary>Where the operands are equal.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator ==(Tensor left, Tensor right) => Ops.EqTensor.Call(left, right);

        /// <summary>Where the operands differ.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator !=(Scalar left, Tensor right) => Ops.NeScalar.Call(right, left);

        /// <summary>Where the operands differ.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator !=(Tensor left, Scalar right) => Ops.NeScalar.Call(left, right);

        /// <summary>Where the operands differ.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator !=(Tensor left, Tensor right) => Ops.NeTensor.Call(left, right);

        /// <summary>Where the left is less.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator <(Scalar left, Tensor right) => Ops.GtScalar.Call(right, left);

        /// <summary>Where the left is less.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator <(Tensor left, Scalar right) => Ops.LtScalar.Call(left, right);

        /// <summary>Where the left is less.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator <(Tensor left, Tensor right) => Ops.LtTensor.Call(left, right);

        /// <summary>Where the left is less or equal.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator <=(Scalar left, Tensor right) => Ops.GeScalar.Call(right, left);

        /// <summary>Where the left is less or equal.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator <=(Tensor left, Scalar right) => Ops.LeScalar.Call(left, right);

        /// <summary>Where the left is less or equal.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator <=(Tensor left, Tensor right) => Ops.LeTensor.Call(left, right);

        /// <summary>Where the left is greater.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator >(Scalar left, Tensor right) => Ops.LtScalar.Call(right, left);

        /// <summary>Where the left is greater.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator >(Tensor left, Scalar right) => Ops.GtScalar.Call(left, right);

        /// <summary>Where the left is greater.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator >(Tensor left, Tensor right) => Ops.GtTensor.Call(left, right);

        /// <summary>Where the left is greater or equal.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator >=(Scalar left, Tensor right) => Ops.LeScalar.Call(right, left);

        /// <summary>Where the left is greater or equal.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator >=(Tensor left, Scalar right) => Ops.GeScalar.Call(left, right);

        /// <summary>Where the left is greater or equal.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator >=(Tensor left, Tensor right) => Ops.GeTensor.Call(left, right);

        /// <summary>The bits set in both.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator &(Tensor left, Tensor right) => Ops.BitwiseAndTensor.Call(left, right);

        /// <summary>The bits set in one or both.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator |(Tensor left, Tensor right) => Ops.BitwiseOrTensor.Call(left, right);

        /// <summary>The bits set in exactly one.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator ^(Tensor left, Tensor right) => Ops.BitwiseXorTensor.Call(left, right);

        /// <summary>Each bit, or truth value, inverted.</summary>
        /// <param name="left">The operand.</param>
        public static Tensor operator ~(Tensor left) => Ops.BitwiseNot.Call(left);
    }
}
