using MedClip.Torch;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Arithmetic operators.</content>
    public partial class Tensor
    {
        /// <summary>The sum.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator +(double left, Tensor right) => Ops.AddScalar.Call(right, left);

        /// <summary>The sum.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator +(int left, Tensor right) => Ops.AddScalar.Call(right, left);

        /// <summary>The sum.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator +(long left, Tensor right) => Ops.AddScalar.Call(right, left);

        /// <summary>The sum.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator +(float left, Tensor right) => Ops.AddScalar.Call(right, left);

        /// <summary>The sum.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator +(Scalar left, Tensor right) => Ops.AddScalar.Call(right, left);

        /// <summary>The sum.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator +(Tensor left, double right) => Ops.AddScalar.Call(left, right);

        /// <summary>The sum.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator +(Tensor left, int right) => Ops.AddScalar.Call(left, right);

        /// <summary>The sum.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator +(Tensor left, long right) => Ops.AddScalar.Call(left, right);

        /// <summary>The sum.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator +(Tensor left, float right) => Ops.AddScalar.Call(left, right);

        /// <summary>The sum.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator +(Tensor left, Scalar right) => Ops.AddScalar.Call(left, right);

        /// <summary>The sum.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator +(Tensor left, Tensor right) => Ops.AddTensor.Call(left, right);

        /// <summary>The difference.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator -(double left, Tensor right) => Ops.RsubScalar.Call(right, left);

        /// <summary>The difference.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator -(int left, Tensor right) => Ops.RsubScalar.Call(right, left);

        /// <summary>The difference.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator -(long left, Tensor right) => Ops.RsubScalar.Call(right, left);

        /// <summary>The difference.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator -(float left, Tensor right) => Ops.RsubScalar.Call(right, left);

        /// <summary>The difference.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator -(Scalar left, Tensor right) => Ops.RsubScalar.Call(right, left);

        /// <summary>The difference.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator -(Tensor left, double right) => Ops.SubScalar.Call(left, right);

        /// <summary>The difference.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator -(Tensor left, int right) => Ops.SubScalar.Call(left, right);

        /// <summary>The difference.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator -(Tensor left, long right) => Ops.SubScalar.Call(left, right);

        /// <summary>The difference.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator -(Tensor left, float right) => Ops.SubScalar.Call(left, right);

        /// <summary>The difference.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator -(Tensor left, Scalar right) => Ops.SubScalar.Call(left, right);

        /// <summary>The difference.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator -(Tensor left, Tensor right) => Ops.SubTensor.Call(left, right);

        /// <summary>The product of elements.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator *(double left, Tensor right) => Ops.MulScalar.Call(right, left);

        /// <summary>The product of elements.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator *(int left, Tensor right) => Ops.MulScalar.Call(right, left);

        /// <summary>The product of elements.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator *(long left, Tensor right) => Ops.MulScalar.Call(right, left);

        /// <summary>The product of elements.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator *(float left, Tensor right) => Ops.MulScalar.Call(right, left);

        /// <summary>The product of elements.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator *(Scalar left, Tensor right) => Ops.MulScalar.Call(right, left);

        /// <summary>The product of elements.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator *(Tensor left, double right) => Ops.MulScalar.Call(left, right);

        /// <summary>The product of elements.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator *(Tensor left, int right) => Ops.MulScalar.Call(left, right);

        /// <summary>The product of elements.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator *(Tensor left, long right) => Ops.MulScalar.Call(left, right);

        /// <summary>The product of elements.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator *(Tensor left, float right) => Ops.MulScalar.Call(left, right);

        /// <summary>The product of elements.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator *(Tensor left, Scalar right) => Ops.MulScalar.Call(left, right);

        /// <summary>The product of elements.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator *(Tensor left, Tensor right) => Ops.MulTensor.Call(left, right);

        /// <summary>The quotient.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator /(double left, Tensor right)
        {
            using Tensor inverse = Ops.Reciprocal.Call(right);
            return Ops.MulScalar.Call(inverse, left);
        }

        /// <summary>The quotient.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator /(int left, Tensor right)
        {
            using Tensor inverse = Ops.Reciprocal.Call(right);
            return Ops.MulScalar.Call(inverse, left);
        }

        /// <summary>The quotient.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator /(long left, Tensor right)
        {
            using Tensor inverse = Ops.Reciprocal.Call(right);
            return Ops.MulScalar.Call(inverse, left);
        }

        /// <summary>The quotient.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator /(float left, Tensor right)
        {
            using Tensor inverse = Ops.Reciprocal.Call(right);
            return Ops.MulScalar.Call(inverse, left);
        }

        /// <summary>The quotient.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator /(Scalar left, Tensor right)
        {
            using Tensor inverse = Ops.Reciprocal.Call(right);
            return Ops.MulScalar.Call(inverse, left);
        }

        /// <summary>The quotient.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator /(Tensor left, double right) => Ops.DivScalar.Call(left, right);

        /// <summary>The quotient.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator /(Tensor left, int right) => Ops.DivScalar.Call(left, right);

        /// <summary>The quotient.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator /(Tensor left, long right) => Ops.DivScalar.Call(left, right);

        /// <summary>The quotient.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator /(Tensor left, float right) => Ops.DivScalar.Call(left, right);

        /// <summary>The quotient.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator /(Tensor left, Scalar right) => Ops.DivScalar.Call(left, right);

        /// <summary>The quotient.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator /(Tensor left, Tensor right) => Ops.DivTensor.Call(left, right);

        /// <summary>The remainder, with the divisor's sign.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator %(Tensor left, double right) => Ops.RemainderScalar.Call(left, right);

        /// <summary>The remainder, with the divisor's sign.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator %(Tensor left, int right) => Ops.RemainderScalar.Call(left, right);

        /// <summary>The remainder, with the divisor's sign.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator %(Tensor left, long right) => Ops.RemainderScalar.Call(left, right);

        /// <summary>The remainder, with the divisor's sign.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator %(Tensor left, float right) => Ops.RemainderScalar.Call(left, right);

        /// <summary>The remainder, with the divisor's sign.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator %(Tensor left, Scalar right) => Ops.RemainderScalar.Call(left, right);

        /// <summary>The remainder, with the divisor's sign.</summary>
        /// <param name="left">The left operand.</param>
        /// <param name="right">The right operand.</param>
        public static Tensor operator %(Tensor left, Tensor right) => Ops.RemainderTensor.Call(left, right);

        /// <summary>The negative.</summary>
        /// <param name="tensor">The operand.</param>
        public static Tensor operator -(Tensor tensor) => Ops.Neg.Call(tensor);
    }
}
