using MedClip.Torch;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Sums, products, quotients and powers of two operands.</content>
    public partial class Tensor
    {
        /// <summary>The sum.</summary>
        public Tensor add(Tensor target) => Ops.AddTensor.Call(this, target);

        /// <summary>The sum with alpha times the other operand.</summary>
        public Tensor add(Tensor target, Scalar alpha) => Ops.AddTensor.Call(this, target, alpha);

        /// <summary>The sum with a number.</summary>
        public Tensor add(Scalar scalar) => Ops.AddScalar.Call(this, scalar);

        /// <summary>The sum with alpha times a number.</summary>
        public Tensor add(Scalar scalar, Scalar alpha) => Ops.AddScalar.Call(this, scalar, alpha);

        /// <summary>Adds a tensor, in place.</summary>
        public Tensor add_(Tensor target) => Ops.AddInPlaceTensor.InPlace(this, target);

        /// <summary>Adds alpha times a tensor, in place.</summary>
        public Tensor add_(Tensor target, Scalar alpha) => Ops.AddInPlaceTensor.InPlace(this, target, alpha);

        /// <summary>Adds a number, in place.</summary>
        public Tensor add_(Scalar scalar) => Ops.AddInPlaceScalar.InPlace(this, scalar);

        /// <summary>Adds alpha times a number, in place.</summary>
        public Tensor add_(Scalar scalar, Scalar alpha) => Ops.AddInPlaceScalar.InPlace(this, scalar, alpha);

        /// <summary>The difference.</summary>
        public Tensor sub(Tensor target) => Ops.SubTensor.Call(this, target);

        /// <summary>The difference to a number.</summary>
        public Tensor sub(Scalar target) => Ops.SubScalar.Call(this, target);

        /// <summary>Subtracts a tensor, in place.</summary>
        public Tensor sub_(Tensor target) => Ops.SubInPlaceTensor.InPlace(this, target);

        /// <summary>Subtracts a number, in place.</summary>
        public Tensor sub_(Scalar target) => Ops.SubInPlaceScalar.InPlace(this, target);

        /// <summary>The difference.</summary>
        public Tensor subtract(Tensor target) => Ops.SubTensor.Call(this, target);

        /// <summary>The difference to a number.</summary>
        public Tensor subtract(Scalar target) => Ops.SubScalar.Call(this, target);

        /// <summary>Subtracts a tensor, in place.</summary>
        public Tensor subtract_(Tensor target) => Ops.SubInPlaceTensor.InPlace(this, target);

        /// <summary>Subtracts a number, in place.</summary>
        public Tensor subtract_(Scalar target) => Ops.SubInPlaceScalar.InPlace(this, target);

        /// <summary>The product of elements.</summary>
        public Tensor mul(Tensor target) => Ops.MulTensor.Call(this, target);

        /// <summary>The product with a number.</summary>
        public Tensor mul(Scalar target) => Ops.MulScalar.Call(this, target);

        /// <summary>Multiplies by a tensor, in place.</summary>
        public Tensor mul_(Tensor target) => Ops.MulInPlaceTensor.InPlace(this, target);

        /// <summary>Multiplies by a number, in place.</summary>
        public Tensor mul_(Scalar target) => Ops.MulInPlaceScalar.InPlace(this, target);

        /// <summary>The product of elements.</summary>
        public Tensor multiply(Tensor target) => Ops.MulTensor.Call(this, target);

        /// <summary>The product with a number.</summary>
        public Tensor multiply(Scalar target) => Ops.MulScalar.Call(this, target);

        /// <summary>The quotient.</summary>
        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Ops.DivTensorMode.Call(this, target, Rounding(rounding_mode));

        /// <summary>The quotient by a number.</summary>
        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Ops.DivScalarMode.Call(this, target, Rounding(rounding_mode));

        /// <summary>Divides by a tensor, in place.</summary>
        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Ops.DivInPlaceTensorMode.InPlace(this, target, Rounding(rounding_mode));

        /// <summary>Divides by a number, in place.</summary>
        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Ops.DivInPlaceScalarMode.InPlace(this, target, Rounding(rounding_mode));

        /// <summary>The quotient.</summary>
        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Ops.DivTensorMode.Call(this, target, Rounding(rounding_mode));

        /// <summary>The quotient by a number.</summary>
        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Ops.DivScalarMode.Call(this, target, Rounding(rounding_mode));

        /// <summary>The quotient, never rounded.</summary>
        public Tensor true_divide(Tensor other) => Ops.DivTensor.Call(this, other);

        /// <summary>The quotient by a number, never rounded.</summary>
        public Tensor true_divide(Scalar other) => Ops.DivScalar.Call(this, other);

        /// <summary>The quotient rounded down.</summary>
        public Tensor floor_divide(Tensor other) => Ops.FloorDivide.Call(this, other);

        /// <summary>The quotient by a number, rounded down.</summary>
        public Tensor floor_divide(Scalar other) => Ops.FloorDivideScalar.Call(this, other);

        /// <summary>The remainder of the division, with the divisor's sign.</summary>
        public Tensor remainder(Tensor target) => Ops.RemainderTensor.Call(this, target);

        /// <summary>The remainder of the division by a number, with its sign.</summary>
        public Tensor remainder(Scalar scalar) => Ops.RemainderScalar.Call(this, scalar);

        /// <summary>The remainder of the division, with the dividend's sign.</summary>
        public Tensor fmod(Tensor target) => Ops.FmodTensor.Call(this, target);

        /// <summary>The remainder of the division by a number, with the dividend's sign.</summary>
        public Tensor fmod(Scalar scalar) => Ops.FmodScalar.Call(this, scalar);

        /// <summary>Powers, by element.</summary>
        public Tensor pow(Tensor exponent) => Ops.PowTensorTensor.Call(this, exponent);

        /// <summary>Powers with one exponent.</summary>
        public Tensor pow(Scalar exponent) => Ops.PowTensorScalar.Call(this, exponent);

        /// <summary>Powers, by element, in place.</summary>
        public Tensor pow_(Tensor exponent) => Ops.PowInPlaceTensor.InPlace(this, exponent);

        /// <summary>Powers with one exponent, in place.</summary>
        public Tensor pow_(Scalar exponent) => Ops.PowInPlaceScalar.InPlace(this, exponent);

        /// <summary>Powers, computed in double precision.</summary>
        public Tensor float_power(Tensor target) => Ops.FloatPowerTensorTensor.Call(this, target);

        /// <summary>The sum with value times the product of two tensors.</summary>
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Ops.Addcmul.Call(this, tensor1, tensor2, value);

        /// <summary>Adds value times the product of two tensors, in place.</summary>
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Ops.AddcmulInPlace.InPlace(this, tensor1, tensor2, value);

        /// <summary>The sum with the quotient of two tensors.</summary>
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => Ops.Addcdiv.Call(this, tensor1, tensor2);

        /// <summary>The sum with value times the quotient of two tensors.</summary>
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Ops.Addcdiv.Call(this, tensor1, tensor2, value);

        /// <summary>Adds the quotient of two tensors, in place.</summary>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => Ops.AddcdivInPlace.InPlace(this, tensor1, tensor2);

        /// <summary>Adds value times the quotient of two tensors, in place.</summary>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Ops.AddcdivInPlace.InPlace(this, tensor1, tensor2, value);

        /// <summary>Linear interpolation towards another tensor.</summary>
        public Tensor lerp(Tensor end, Tensor weight) => Ops.LerpTensor.Call(this, end, weight);

        /// <summary>Linear interpolation towards another tensor, in place.</summary>
        public Tensor lerp_(Tensor end, Tensor weight) => Ops.LerpInPlaceTensor.InPlace(this, end, weight);

        /// <summary>The angle of the point (other, this), in radians.</summary>
        public Tensor atan2(Tensor other) => Ops.Atan2.Call(this, other);

        /// <summary>The angle of the point (other, this), in radians, in place.</summary>
        public Tensor atan2_(Tensor other) => Ops.Atan2InPlace.InPlace(this, other);

        /// <summary>The length of the hypotenuse.</summary>
        public Tensor hypot(Tensor other) => Ops.Hypot.Call(this, other);

        /// <summary>The logarithm of the sum of exponentials.</summary>
        public Tensor logaddexp(Tensor other) => Ops.Logaddexp.Call(this, other);

        /// <summary>The base-2 logarithm of the sum of powers of two.</summary>
        public Tensor logaddexp2(Tensor other) => Ops.Logaddexp2.Call(this, other);

        /// <summary>This times the logarithm of the other; zero where this is zero.</summary>
        public Tensor xlogy(Tensor y) => Ops.XlogyTensor.Call(this, y);

        /// <summary>This times the logarithm of a number; zero where this is zero.</summary>
        public Tensor xlogy(Scalar y) => Ops.XlogyScalarOther.Call(this, y);

        /// <summary>This with the signs of the other.</summary>
        public Tensor copysign(Tensor other) => Ops.CopysignTensor.Call(this, other);

        /// <summary>0 below zero, 1 above, the other's element at zero.</summary>
        public Tensor heaviside(Tensor other) => Ops.Heaviside.Call(this, other);

        /// <summary>The greatest common divisor.</summary>
        public Tensor gcd(Tensor other) => Ops.Gcd.Call(this, other);

        /// <summary>The least common multiple.</summary>
        public Tensor lcm(Tensor other) => Ops.Lcm.Call(this, other);
    }
}
