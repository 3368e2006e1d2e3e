using MathNet.Numerics;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

/// <summary>Functions of each element, with their definitions.</summary>
internal static class UnaryCases
{
    private static readonly long[] Shape = [2, 5];

    public static IEnumerable<OperatorCase> All =>
    [
        .. Smooth("abs", x => x.abs(), Math.Abs, (0.25, 3), Types.All, "absolute", x => x.absolute()),
        .. Smooth("neg", x => x.neg(), v => -v, (-3, 3), Types.All, "negative", x => x.negative()),
        .. Smooth("positive", x => x.positive(), v => v, (-3, 3), Types.All),
        .. Smooth("square", x => x.square(), v => v * v, (-3, 3), Types.All),
        .. Smooth("exp", x => x.exp(), Math.Exp, (-3, 3), Types.All),
        .. Smooth("exp2", x => x.exp2(), v => Math.Pow(2, v), (-3, 3), Types.All),
        .. Smooth("expm1", x => x.expm1(), v => Math.Exp(v) - 1, (-3, 3), Types.All),
        .. Smooth("log", x => x.log(), Math.Log, (0.25, 4), Types.All),
        .. Smooth("log2", x => x.log2(), Math.Log2, (0.25, 4), Types.All),
        .. Smooth("log10", x => x.log10(), Math.Log10, (0.25, 4), Types.All),
        .. Smooth("log1p", x => x.log1p(), v => Math.Log(1 + v), (-0.5, 4), Types.All),
        .. Smooth("sqrt", x => x.sqrt(), Math.Sqrt, (0.25, 4), Types.All),
        .. Smooth("rsqrt", x => x.rsqrt(), v => 1 / Math.Sqrt(v), (0.25, 4), Types.All),
        .. Smooth("reciprocal", x => x.reciprocal(), v => 1 / v, (0.25, 4), Types.All),
        .. Smooth("sin", x => x.sin(), Math.Sin, (-3, 3), Types.All),
        .. Smooth("cos", x => x.cos(), Math.Cos, (-3, 3), Types.All),
        .. Smooth("tan", x => x.tan(), Math.Tan, (-1.25, 1.25), Types.All),
        .. Smooth("asin", x => x.asin(), Math.Asin, (-0.75, 0.75), Types.Floating, "arcsin", x => x.arcsin()),
        .. Smooth("acos", x => x.acos(), Math.Acos, (-0.75, 0.75), Types.Floating, "arccos", x => x.arccos()),
        .. Smooth("atan", x => x.atan(), Math.Atan, (-3, 3), Types.All),
        .. Smooth("sinh", x => x.sinh(), Math.Sinh, (-3, 3), Types.All),
        .. Smooth("cosh", x => x.cosh(), Math.Cosh, (-3, 3), Types.All),
        .. Smooth("tanh", x => x.tanh(), Math.Tanh, (-3, 3), Types.All),
        .. Smooth("asinh", x => x.asinh(), Math.Asinh, (-3, 3), Types.All, "arcsinh", x => x.arcsinh()),
        .. Smooth("acosh", x => x.acosh(), Math.Acosh, (1.25, 4), Types.All, "arccosh", x => x.arccosh()),
        .. Smooth("atanh", x => x.atanh(), Math.Atanh, (-0.75, 0.75), Types.Floating, "arctanh", x => x.arctanh()),
        .. Smooth("sigmoid", x => x.sigmoid(), Logistic, (-3, 3), Types.All),
        .. Smooth("log_sigmoid", x => x.log_sigmoid(), v => Math.Log(Logistic(v)), (-3, 3), Types.Floating),
        .. Smooth("logit", x => x.logit(), v => Math.Log(v / (1 - v)), (0.125, 0.875), Types.Floating),
        .. Smooth("erf", x => x.erf(), SpecialFunctions.Erf, (-2, 2), Types.All),
        .. Smooth("erfc", x => x.erfc(), SpecialFunctions.Erfc, (-2, 2), Types.All),
        .. Smooth("erfinv", x => x.erfinv(), SpecialFunctions.ErfInv, (-0.75, 0.75), Types.Floating),
        .. Smooth("lgamma", x => x.lgamma(), SpecialFunctions.GammaLn, (0.5, 4), Types.All),
        .. Smooth("digamma", x => x.digamma(), SpecialFunctions.DiGamma, (0.5, 4), Types.All),
        .. Smooth("i0", x => x.i0(), SpecialFunctions.BesselI0, (-3, 3), Types.All),
        .. Smooth("sinc", x => x.sinc(), v => v == 0 ? 1 : Math.Sin(Math.PI * v) / (Math.PI * v), (0.125, 2.875), Types.Floating),
        .. Smooth("deg2rad", x => x.deg2rad(), v => v * Math.PI / 180, (-3, 3), Types.All),
        .. Smooth("rad2deg", x => x.rad2deg(), v => v * 180 / Math.PI, (-3, 3), Types.All),
        .. Smooth("relu", x => x.relu(), v => Math.Max(0, v), (0.125, 3), Types.All),
        .. Smooth("relu6", x => x.relu6(), v => Math.Clamp(v, 0, 6), (0.125, 5), Types.All),
        .. Smooth("silu", x => x.silu(), v => v * Logistic(v), (-3, 3), Types.Floating),
        .. Smooth("selu", x => x.selu(), v => 1.0507009873554805 * (v > 0 ? v : 1.6732632423543772 * (Math.Exp(v) - 1)), (-3, -0.125), Types.Floating),
        .. Smooth("hardswish", x => x.hardswish(), v => v * Math.Clamp(v + 3, 0, 6) / 6, (-2.5, 2.5), Types.Floating),
        .. Smooth("hardsigmoid", x => x.hardsigmoid(), v => Math.Clamp(v + 3, 0, 6) / 6, (-2.5, 2.5), Types.Floating),
        .. Smooth("gelu", x => x.gelu(), v => v * 0.5 * (1 + SpecialFunctions.Erf(v / Math.Sqrt(2))), (-3, 3), Types.Floating),
        .. Smooth("frac", x => x.frac(), v => v - Math.Truncate(v), (0.125, 0.875), Types.Floating),
        .. Steps("ceil", x => x.ceil(), Math.Ceiling, Types.Floating),
        .. Steps("floor", x => x.floor(), Math.Floor, Types.Floating),
        .. Steps("trunc", x => x.trunc(), Math.Truncate, Types.Floating),
        .. Steps("fix", x => x.fix(), Math.Truncate, Types.Floating),
        .. Steps("round", x => x.round(), v => Math.Round(v, MidpointRounding.ToEven), Types.Floating),
        .. Steps("sign", x => x.sign(), v => Math.Sign(v), Types.All),
        .. Steps("sgn", x => x.sgn(), v => Math.Sign(v), Types.All),
        .. Steps("logical_not", x => x.logical_not(), v => v == 0 ? 1 : 0, Types.All),
        .. Steps("bitwise_not", x => x.bitwise_not(), v => -v - 1, Types.Integer),
        .. Steps("signbit", x => x.signbit(), v => v < 0 ? 1 : 0, Types.All),
        .. Steps("isnan", x => x.isnan(), _ => 0, Types.All),
        .. Steps("isinf", x => x.isinf(), _ => 0, Types.All),
        .. Steps("isfinite", x => x.isfinite(), _ => 1, Types.All),
        .. Steps("isposinf", x => x.isposinf(), _ => 0, Types.All),
        .. Steps("isneginf", x => x.isneginf(), _ => 0, Types.All),
        .. Steps("angle", x => x.angle(), v => v < 0 ? Math.PI : 0, Types.Double),
        .. Steps("nan_to_num", x => x.nan_to_num(), v => v, Types.All),
        .. Steps("conj", x => x.conj(), v => v, Types.All),
        .. Steps("resolve_conj", x => x.resolve_conj(), v => v, Types.All),
        .. Steps("resolve_neg", x => x.resolve_neg(), v => v, Types.All),
    ];

    private static double Logistic(double v) => 1 / (1 + Math.Exp(-v));

    private static IEnumerable<OperatorCase> Smooth(
        string name, Func<Tensor, Tensor> op, Func<double, double> definition, (double, double) domain, Types on, string? alias = null, Func<Tensor, Tensor>? aliased = null)
    {
        yield return new OperatorCase(name, x => op(x[0]), x => x[0].Map(definition), Shape) { Domain = domain, On = on };
        if (alias is not null)
        {
            yield return new OperatorCase(alias, x => aliased!(x[0]), x => x[0].Map(definition), Shape) { Domain = domain, On = on };
        }
    }

    private static IEnumerable<OperatorCase> Steps(string name, Func<Tensor, Tensor> op, Func<double, double> definition, Types on) =>
        [new OperatorCase(name, x => op(x[0]), x => x[0].Map(definition), Shape) { On = on, Differentiable = false }];
}
