using MedClip.Torch;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Functions of each element.</content>
    public partial class Tensor
    {
        /// <summary>The largest integer not above each element.</summary>
        public Tensor floor() => Ops.Floor.Call(this);

        /// <summary>The largest integer not above each element; in place.</summary>
        public Tensor floor_() => Ops.FloorInPlace.InPlace(this);

        /// <summary>The integer part.</summary>
        public Tensor trunc() => Ops.Trunc.Call(this);

        /// <summary>The integer part; in place.</summary>
        public Tensor trunc_() => Ops.TruncInPlace.InPlace(this);

        /// <summary>The fractional part, with the sign of the element.</summary>
        public Tensor frac() => Ops.Frac.Call(this);

        /// <summary>The fractional part, with the sign of the element; in place.</summary>
        public Tensor frac_() => Ops.FracInPlace.InPlace(this);

        /// <summary>−1, 0 or 1.</summary>
        public Tensor sign() => Ops.Sign.Call(this);

        /// <summary>−1, 0 or 1; in place.</summary>
        public Tensor sign_() => Ops.SignInPlace.InPlace(this);

        /// <summary>The sign; of complex elements, the element over its absolute value.</summary>
        public Tensor sgn() => Ops.Sgn.Call(this);

        /// <summary>The sign; of complex elements, the element over its absolute value; in place.</summary>
        public Tensor sgn_() => Ops.SgnInPlace.InPlace(this);

        /// <summary>The positive part.</summary>
        public Tensor relu() => Ops.Relu.Call(this);

        /// <summary>The positive part; in place.</summary>
        public Tensor relu_() => Ops.ReluInPlace.InPlace(this);

        /// <summary>The positive part, at most 6.</summary>
        public Tensor relu6() => Ops.Relu6.Call(this);

        /// <summary>The positive part, at most 6; in place.</summary>
        public Tensor relu6_() => Ops.Relu6InPlace.InPlace(this);

        /// <summary>Each element times its logistic function.</summary>
        public Tensor silu() => Ops.Silu.Call(this);

        /// <summary>Each element times its logistic function; in place.</summary>
        public Tensor silu_() => Ops.SiluInPlace.InPlace(this);

        /// <summary>The scaled exponential linear unit.</summary>
        public Tensor selu() => Ops.Selu.Call(this);

        /// <summary>The scaled exponential linear unit; in place.</summary>
        public Tensor selu_() => Ops.SeluInPlace.InPlace(this);

        /// <summary>The piecewise linear form of silu.</summary>
        public Tensor hardswish() => Ops.Hardswish.Call(this);

        /// <summary>The piecewise linear form of silu; in place.</summary>
        public Tensor hardswish_() => Ops.HardswishInPlace.InPlace(this);

        /// <summary>The piecewise linear form of the logistic function.</summary>
        public Tensor hardsigmoid() => Ops.Hardsigmoid.Call(this);

        /// <summary>The piecewise linear form of the logistic function; in place.</summary>
        public Tensor hardsigmoid_() => Ops.HardsigmoidInPlace.InPlace(this);

        /// <summary>Whether each element is zero.</summary>
        public Tensor logical_not() => Ops.LogicalNot.Call(this);

        /// <summary>Whether each element is zero; in place.</summary>
        public Tensor logical_not_() => Ops.LogicalNotInPlace.InPlace(this);

        /// <summary>Each bit, or truth value, inverted.</summary>
        public Tensor bitwise_not() => Ops.BitwiseNot.Call(this);

        /// <summary>Each bit, or truth value, inverted; in place.</summary>
        public Tensor bitwise_not_() => Ops.BitwiseNotInPlace.InPlace(this);

        /// <summary>Degrees to radians.</summary>
        public Tensor deg2rad() => Ops.Deg2rad.Call(this);

        /// <summary>Degrees to radians; in place.</summary>
        public Tensor deg2rad_() => Ops.Deg2radInPlace.InPlace(this);

        /// <summary>Radians to degrees.</summary>
        public Tensor rad2deg() => Ops.Rad2deg.Call(this);

        /// <summary>Radians to degrees; in place.</summary>
        public Tensor rad2deg_() => Ops.Rad2degInPlace.InPlace(this);

        /// <summary>sin(πx)/(πx).</summary>
        public Tensor sinc() => Ops.Sinc.Call(this);

        /// <summary>sin(πx)/(πx); in place.</summary>
        public Tensor sinc_() => Ops.SincInPlace.InPlace(this);

        /// <summary>The modified Bessel function of order zero.</summary>
        public Tensor i0() => Ops.I0.Call(this);

        /// <summary>The modified Bessel function of order zero; in place.</summary>
        public Tensor i0_() => Ops.I0InPlace.InPlace(this);

        /// <summary>Whether each element is NaN.</summary>
        public Tensor isnan() => Ops.Isnan.Call(this);

        /// <summary>Whether each element is infinite.</summary>
        public Tensor isinf() => Ops.Isinf.Call(this);

        /// <summary>Whether each element is neither infinite nor NaN.</summary>
        public Tensor isfinite() => Ops.Isfinite.Call(this);

        /// <summary>Whether each element is +∞.</summary>
        public Tensor isposinf() => Ops.Isposinf.Call(this);

        /// <summary>Whether each element is −∞.</summary>
        public Tensor isneginf() => Ops.Isneginf.Call(this);

        /// <summary>Whether each element has a negative sign.</summary>
        public Tensor signbit() => Ops.Signbit.Call(this);

        /// <summary>The elements as they are.</summary>
        public Tensor positive() => Ops.Positive.Call(this);

        /// <summary>The angle of each complex element, in radians.</summary>
        public Tensor angle() => Ops.Angle.Call(this);

        /// <summary>The absolute value.</summary>
        public Tensor absolute() => Ops.Abs.Call(this);

        /// <summary>The absolute value; in place.</summary>
        public Tensor absolute_() => Ops.AbsInPlace.InPlace(this);

        /// <summary>The negative.</summary>
        public Tensor negative() => Ops.Neg.Call(this);

        /// <summary>The inverse sine.</summary>
        public Tensor arcsin() => Ops.Asin.Call(this);

        /// <summary>The inverse sine; in place.</summary>
        public Tensor arcsin_() => Ops.AsinInPlace.InPlace(this);

        /// <summary>The inverse cosine.</summary>
        public Tensor arccos() => Ops.Acos.Call(this);

        /// <summary>The inverse cosine; in place.</summary>
        public Tensor arccos_() => Ops.AcosInPlace.InPlace(this);

        /// <summary>The inverse hyperbolic sine.</summary>
        public Tensor arcsinh() => Ops.Asinh.Call(this);

        /// <summary>The inverse hyperbolic sine; in place.</summary>
        public Tensor arcsinh_() => Ops.AsinhInPlace.InPlace(this);

        /// <summary>The inverse hyperbolic cosine.</summary>
        public Tensor arccosh() => Ops.Acosh.Call(this);

        /// <summary>The inverse hyperbolic cosine; in place.</summary>
        public Tensor arccosh_() => Ops.AcoshInPlace.InPlace(this);

        /// <summary>The inverse hyperbolic tangent.</summary>
        public Tensor arctanh() => Ops.Atanh.Call(this);

        /// <summary>The inverse hyperbolic tangent; in place.</summary>
        public Tensor arctanh_() => Ops.AtanhInPlace.InPlace(this);

        /// <summary>The integer part.</summary>
        public Tensor fix() => Ops.Trunc.Call(this);

        /// <summary>The integer part; in place.</summary>
        public Tensor fix_() => Ops.TruncInPlace.InPlace(this);

        /// <summary>The logarithm of the logistic function of each element.</summary>
        public Tensor log_sigmoid() => Ops.LogSigmoid.Call(this);

        /// <summary>NaN and infinities replaced by finite numbers.</summary>
        public Tensor nan_to_num(double nan = 0, double? posinf = null, double? neginf = null) =>
            Ops.NanToNum.Call(this, nan, posinf, neginf);

        /// <summary>NaN and infinities replaced by finite numbers, in place.</summary>
        public Tensor nan_to_num_(double nan = 0, double? posinf = null, double? neginf = null) =>
            Ops.NanToNumInPlace.InPlace(this, nan, posinf, neginf);

        /// <summary>Each element rounded to the nearest, halves to even.</summary>
        public Tensor round(long decimals = 0) => Ops.RoundDecimals.Call(this, decimals);

        /// <summary>Each element rounded to the nearest, halves to even, in place.</summary>
        public Tensor round_(long decimals = 0) => Ops.RoundInPlaceDecimals.InPlace(this, decimals);

        /// <summary>The inverse of the logistic function; elements are clamped to [eps, 1 − eps] if eps is given.</summary>
        public Tensor logit(double? eps = null) => Ops.Logit.Call(this, eps);

        /// <summary>The inverse of the logistic function, in place.</summary>
        public Tensor logit_(double? eps = null) => Ops.LogitInPlace.InPlace(this, eps);
    }
}
