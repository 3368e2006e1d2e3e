using MedClip.Torch;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Functions of each element.</content>
    public partial class Tensor
    {
        /// <summary>The absolute value.</summary>
        public Tensor abs() => Ops.Abs.Call(this);

        /// <summary>The absolute value; in place.</summary>
        public Tensor abs_() => Ops.AbsInPlace.InPlace(this);

        /// <summary>The negative.</summary>
        public Tensor neg() => Ops.Neg.Call(this);

        /// <summary>The negative; in place.</summary>
        public Tensor neg_() => Ops.NegInPlace.InPlace(this);

        /// <summary>The exponential.</summary>
        public Tensor exp() => Ops.Exp.Call(this);

        /// <summary>The exponential; in place.</summary>
        public Tensor exp_() => Ops.ExpInPlace.InPlace(this);

        /// <summary>Two to the power of each element.</summary>
        public Tensor exp2() => Ops.Exp2.Call(this);

        /// <summary>Two to the power of each element; in place.</summary>
        public Tensor exp2_() => Ops.Exp2InPlace.InPlace(this);

        /// <summary>The exponential minus one, exact near zero.</summary>
        public Tensor expm1() => Ops.Expm1.Call(this);

        /// <summary>The exponential minus one, exact near zero; in place.</summary>
        public Tensor expm1_() => Ops.Expm1InPlace.InPlace(this);

        /// <summary>The natural logarithm.</summary>
        public Tensor log() => Ops.Log.Call(this);

        /// <summary>The natural logarithm; in place.</summary>
        public Tensor log_() => Ops.LogInPlace.InPlace(this);

        /// <summary>The logarithm to base 2.</summary>
        public Tensor log2() => Ops.Log2.Call(this);

        /// <summary>The logarithm to base 2; in place.</summary>
        public Tensor log2_() => Ops.Log2InPlace.InPlace(this);

        /// <summary>The logarithm to base 10.</summary>
        public Tensor log10() => Ops.Log10.Call(this);

        /// <summary>The logarithm to base 10; in place.</summary>
        public Tensor log10_() => Ops.Log10InPlace.InPlace(this);

        /// <summary>The logarithm of one plus each element, exact near zero.</summary>
        public Tensor log1p() => Ops.Log1p.Call(this);

        /// <summary>The logarithm of one plus each element, exact near zero; in place.</summary>
        public Tensor log1p_() => Ops.Log1pInPlace.InPlace(this);

        /// <summary>The square root.</summary>
        public Tensor sqrt() => Ops.Sqrt.Call(this);

        /// <summary>The square root; in place.</summary>
        public Tensor sqrt_() => Ops.SqrtInPlace.InPlace(this);

        /// <summary>One over the square root.</summary>
        public Tensor rsqrt() => Ops.Rsqrt.Call(this);

        /// <summary>One over the square root; in place.</summary>
        public Tensor rsqrt_() => Ops.RsqrtInPlace.InPlace(this);

        /// <summary>The square.</summary>
        public Tensor square() => Ops.Square.Call(this);

        /// <summary>One over each element.</summary>
        public Tensor reciprocal() => Ops.Reciprocal.Call(this);

        /// <summary>One over each element; in place.</summary>
        public Tensor reciprocal_() => Ops.ReciprocalInPlace.InPlace(this);

        /// <summary>The sine.</summary>
        public Tensor sin() => Ops.Sin.Call(this);

        /// <summary>The sine; in place.</summary>
        public Tensor sin_() => Ops.SinInPlace.InPlace(this);

        /// <summary>The cosine.</summary>
        public Tensor cos() => Ops.Cos.Call(this);

        /// <summary>The cosine; in place.</summary>
        public Tensor cos_() => Ops.CosInPlace.InPlace(this);

        /// <summary>The tangent.</summary>
        public Tensor tan() => Ops.Tan.Call(this);

        /// <summary>The tangent; in place.</summary>
        public Tensor tan_() => Ops.TanInPlace.InPlace(this);

        /// <summary>The inverse sine.</summary>
        public Tensor asin() => Ops.Asin.Call(this);

        /// <summary>The inverse sine; in place.</summary>
        public Tensor asin_() => Ops.AsinInPlace.InPlace(this);

        /// <summary>The inverse cosine.</summary>
        public Tensor acos() => Ops.Acos.Call(this);

        /// <summary>The inverse cosine; in place.</summary>
        public Tensor acos_() => Ops.AcosInPlace.InPlace(this);

        /// <summary>The inverse tangent.</summary>
        public Tensor atan() => Ops.Atan.Call(this);

        /// <summary>The inverse tangent; in place.</summary>
        public Tensor atan_() => Ops.AtanInPlace.InPlace(this);

        /// <summary>The hyperbolic sine.</summary>
        public Tensor sinh() => Ops.Sinh.Call(this);

        /// <summary>The hyperbolic sine; in place.</summary>
        public Tensor sinh_() => Ops.SinhInPlace.InPlace(this);

        /// <summary>The hyperbolic cosine.</summary>
        public Tensor cosh() => Ops.Cosh.Call(this);

        /// <summary>The hyperbolic cosine; in place.</summary>
        public Tensor cosh_() => Ops.CoshInPlace.InPlace(this);

        /// <summary>The hyperbolic tangent.</summary>
        public Tensor tanh() => Ops.Tanh.Call(this);

        /// <summary>The hyperbolic tangent; in place.</summary>
        public Tensor tanh_() => Ops.TanhInPlace.InPlace(this);

        /// <summary>The inverse hyperbolic sine.</summary>
        public Tensor asinh() => Ops.Asinh.Call(this);

        /// <summary>The inverse hyperbolic sine; in place.</summary>
        public Tensor asinh_() => Ops.AsinhInPlace.InPlace(this);

        /// <summary>The inverse hyperbolic cosine.</summary>
        public Tensor acosh() => Ops.Acosh.Call(this);

        /// <summary>The inverse hyperbolic cosine; in place.</summary>
        public Tensor acosh_() => Ops.AcoshInPlace.InPlace(this);

        /// <summary>The inverse hyperbolic tangent.</summary>
        public Tensor atanh() => Ops.Atanh.Call(this);

        /// <summary>The inverse hyperbolic tangent; in place.</summary>
        public Tensor atanh_() => Ops.AtanhInPlace.InPlace(this);

        /// <summary>The logistic function.</summary>
        public Tensor sigmoid() => Ops.Sigmoid.Call(this);

        /// <summary>The logistic function; in place.</summary>
        public Tensor sigmoid_() => Ops.SigmoidInPlace.InPlace(this);

        /// <summary>The error function.</summary>
        public Tensor erf() => Ops.Erf.Call(this);

        /// <summary>The error function; in place.</summary>
        public Tensor erf_() => Ops.ErfInPlace.InPlace(this);

        /// <summary>One minus the error function.</summary>
        public Tensor erfc() => Ops.Erfc.Call(this);

        /// <summary>One minus the error function; in place.</summary>
        public Tensor erfc_() => Ops.ErfcInPlace.InPlace(this);

        /// <summary>The inverse error function.</summary>
        public Tensor erfinv() => Ops.Erfinv.Call(this);

        /// <summary>The inverse error function; in place.</summary>
        public Tensor erfinv_() => Ops.ErfinvInPlace.InPlace(this);

        /// <summary>The logarithm of the gamma function.</summary>
        public Tensor lgamma() => Ops.Lgamma.Call(this);

        /// <summary>The logarithm of the gamma function; in place.</summary>
        public Tensor lgamma_() => Ops.LgammaInPlace.InPlace(this);

        /// <summary>The derivative of the logarithm of the gamma function.</summary>
        public Tensor digamma() => Ops.Digamma.Call(this);

        /// <summary>The derivative of the logarithm of the gamma function; in place.</summary>
        public Tensor digamma_() => Ops.DigammaInPlace.InPlace(this);

        /// <summary>The smallest integer not below each element.</summary>
        public Tensor ceil() => Ops.Ceil.Call(this);

        /// <summary>The smallest integer not below each element; in place.</summary>
        public Tensor ceil_() => Ops.CeilInPlace.InPlace(this);
    }
}
