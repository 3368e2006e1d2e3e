using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

/// <summary>Arithmetic, comparison and limits of two operands.</summary>
internal static class BinaryCases
{
    private static readonly long[] Shape = [2, 4];

    public static IEnumerable<OperatorCase> All =>
    [
        Both("add", (a, b) => a.add(b), (a, b) => a + b),
        Both("add with alpha", (a, b) => a.add(b, 2), (a, b) => a + (2 * b)),
        Both("operator +", (a, b) => a + b, (a, b) => a + b),
        Both("operator -", (a, b) => a - b, (a, b) => a - b),
        Both("operator *", (a, b) => a * b, (a, b) => a * b),
        Both("operator /", (a, b) => a / b, (a, b) => a / b) with { Domain = (0.5, 3) },
        Both("operator %", (a, b) => a % b, (a, b) => a - (b * Math.Floor(a / b))) with { Domain = (0.5, 3), Differentiable = false },
        One("number - tensor", a => 3 - a, a => 3 - a),
        One("number + tensor", a => 3 + a, a => 3 + a),
        One("number * tensor", a => 3 * a, a => 3 * a),
        One("number / tensor", a => 3.0 / a, a => 3 / a) with { Domain = (0.5, 3) },
        One("unary minus", a => -a, a => -a),
        Both("sub", (a, b) => a.sub(b), (a, b) => a - b),
        One("sub a number", a => a.sub(2), a => a - 2),
        Both("subtract", (a, b) => a.subtract(b), (a, b) => a - b),
        Both("mul", (a, b) => a.mul(b), (a, b) => a * b),
        One("mul by a number", a => a.mul(3), a => a * 3),
        Both("multiply", (a, b) => a.multiply(b), (a, b) => a * b),
        Both("div", (a, b) => a.div(b), (a, b) => a / b) with { Domain = (0.5, 3) },
        Both("div rounded down", (a, b) => a.div(b, RoundingMode.floor), (a, b) => Math.Floor(a / b)) with { Domain = (0.5, 3), Differentiable = false },
        One("div towards zero", a => a.div(-2, RoundingMode.trunc), a => Math.Truncate(a / -2)) with { Differentiable = false },
        Both("divide", (a, b) => a.divide(b), (a, b) => a / b) with { Domain = (0.5, 3) },
        Both("true_divide", (a, b) => a.true_divide(b), (a, b) => a / b) with { Domain = (0.5, 3) },
        Both("floor_divide", (a, b) => a.floor_divide(b), (a, b) => Math.Floor(a / b)) with { Domain = (0.5, 3), Differentiable = false },
        One("remainder", a => a.remainder(2), a => a - (2 * Math.Floor(a / 2))) with { Differentiable = false },
        One("fmod", a => a.fmod(2), a => a % 2) with { Differentiable = false },
        Both("pow", (a, b) => a.pow(b), Math.Pow) with { Domain = (0.5, 3) },
        One("pow of a number", a => a.pow(3), a => a * a * a),
        Both("float_power", (a, b) => a.float_power(b), Math.Pow) with { Domain = (0.5, 2) },
        Three("addcmul", (a, b, c) => a.addcmul(b, c, 2), (a, b, c) => a + (2 * b * c)),
        Three("addcdiv", (a, b, c) => a.addcdiv(b, c, 2), (a, b, c) => a + (2 * b / c)) with { Domain = (0.5, 3), On = Types.Floating },
        Three("lerp", (a, b, c) => a.lerp(b, c), (a, b, c) => a + (c * (b - a))) with { On = Types.Floating },
        Three("where", (a, b, c) => a.where(c.gt(0), b), (a, b, c) => c > 0 ? a : b) with { Differentiable = false },
        Three("torch.where", (a, b, c) => where(c.gt(0), a, b), (a, b, c) => c > 0 ? a : b) with { Differentiable = false },
        Both("atan2", (a, b) => a.atan2(b), Math.Atan2) with { Domain = (0.5, 3) },
        Both("hypot", (a, b) => a.hypot(b), (a, b) => Math.Sqrt((a * a) + (b * b))) with { Domain = (0.5, 3), On = Types.Floating },
        Both("logaddexp", (a, b) => a.logaddexp(b), (a, b) => Math.Log(Math.Exp(a) + Math.Exp(b))) with { On = Types.Floating },
        Both("logaddexp2", (a, b) => a.logaddexp2(b), (a, b) => Math.Log2(Math.Pow(2, a) + Math.Pow(2, b))) with { On = Types.Floating },
        Both("xlogy", (a, b) => a.xlogy(b), (a, b) => a == 0 ? 0 : a * Math.Log(b)) with { Domain = (0.5, 3) },
        Both("copysign", (a, b) => a.copysign(b), (a, b) => Math.CopySign(a, b)) with { Differentiable = false },
        Both("heaviside", (a, b) => a.heaviside(b), (a, b) => a == 0 ? b : a > 0 ? 1 : 0) with { Differentiable = false },
        Both("gcd", (a, b) => a.gcd(b), (a, b) => Gcd(a, b)) with { Domain = (1, 12), On = Types.Integer },
        Both("lcm", (a, b) => a.lcm(b), (a, b) => a * b / Gcd(a, b)) with { Domain = (1, 12), On = Types.Integer },
        Both("maximum", (a, b) => a.maximum(b), Math.Max) with { Differentiable = false },
        Both("minimum", (a, b) => a.minimum(b), Math.Min) with { Differentiable = false },
        Both("max of two", (a, b) => a.max(b), Math.Max) with { Differentiable = false },
        Both("min of two", (a, b) => a.min(b), Math.Min) with { Differentiable = false },
        Both("fmax", (a, b) => a.fmax(b), Math.Max) with { Differentiable = false },
        Both("fmin", (a, b) => a.fmin(b), Math.Min) with { Differentiable = false },
        Truth("eq", (a, b) => a.eq(b), (a, b) => a == b), Truth("equal", (a, b) => a.equal(b), (a, b) => a == b), Truth("==", (a, b) => a == b, (a, b) => a == b),
        Truth("ne", (a, b) => a.ne(b), (a, b) => a != b), Truth("not_equal", (a, b) => a.not_equal(b), (a, b) => a != b), Truth("!=", (a, b) => a != b, (a, b) => a != b),
        Truth("lt", (a, b) => a.lt(b), (a, b) => a < b), Truth("less", (a, b) => a.less(b), (a, b) => a < b), Truth("<", (a, b) => a < b, (a, b) => a < b),
        Truth("le", (a, b) => a.le(b), (a, b) => a <= b), Truth("less_equal", (a, b) => a.less_equal(b), (a, b) => a <= b), Truth("<=", (a, b) => a <= b, (a, b) => a <= b),
        Truth("gt", (a, b) => a.gt(b), (a, b) => a > b), Truth("greater", (a, b) => a.greater(b), (a, b) => a > b), Truth(">", (a, b) => a > b, (a, b) => a > b),
        Truth("ge", (a, b) => a.ge(b), (a, b) => a >= b), Truth("greater_equal", (a, b) => a.greater_equal(b), (a, b) => a >= b), Truth(">=", (a, b) => a >= b, (a, b) => a >= b),
        Truth("isclose", (a, b) => a.isclose(b), (a, b) => a == b),
        Truth("logical_and", (a, b) => a.logical_and(b), (a, b) => a != 0 && b != 0),
        Truth("logical_or", (a, b) => a.logical_or(b), (a, b) => a != 0 || b != 0),
        Truth("logical_xor", (a, b) => a.logical_xor(b), (a, b) => (a != 0) ^ (b != 0)),
        Truth("number < tensor", (a, _) => (Scalar)1 < a, (a, _) => 1 < a),
        Truth("tensor >= number", (a, _) => a >= 1, (a, _) => a >= 1),
        Bits("bitwise_and", (a, b) => a.bitwise_and(b), (a, b) => a & b), Bits("&", (a, b) => a & b, (a, b) => a & b),
        Bits("bitwise_or", (a, b) => a.bitwise_or(b), (a, b) => a | b), Bits("|", (a, b) => a | b, (a, b) => a | b),
        Bits("bitwise_xor", (a, b) => a.bitwise_xor(b), (a, b) => a ^ b), Bits("^", (a, b) => a ^ b, (a, b) => a ^ b),
        Bits("bitwise_left_shift", (a, b) => a.bitwise_left_shift(b), (a, b) => a << (int)b),
        Bits("bitwise_right_shift", (a, b) => a.bitwise_right_shift(b), (a, b) => a >> (int)b),
        One("clamp", a => a.clamp(-1, 2), a => Math.Clamp(a, -1, 2)) with { Differentiable = false },
        One("clamp below only", a => a.clamp(min: (Scalar)(-1)), a => Math.Max(a, -1)) with { Differentiable = false },
        One("clip", a => a.clip(-1, 2), a => Math.Clamp(a, -1, 2)) with { Differentiable = false },
        One("clamp_min", a => a.clamp_min(1), a => Math.Max(a, 1)) with { Differentiable = false },
        One("clamp_max", a => a.clamp_max(1), a => Math.Min(a, 1)) with { Differentiable = false },
        new("prelu", x => x[0].prelu(x[1]), x => Grid.Build(Shape, i => x[0][i] > 0 ? x[0][i] : x[1][0] * x[0][i]), Shape, [1]) { On = Types.Double | Types.Single, Domain = (-3, -0.125) },
        One("leaky_relu", a => a.leaky_relu(0.25), a => a > 0 ? a : a / 4) with { Domain = (-3, -0.125), On = Types.Floating },
        One("elu", a => a.elu(2), a => a > 0 ? a : 2 * (Math.Exp(a) - 1)) with { Domain = (-3, -0.125), On = Types.Floating },
        One("celu", a => a.celu(2), a => a > 0 ? a : 2 * (Math.Exp(a / 2) - 1)) with { Domain = (-3, -0.125), On = Types.Floating },
        One("hardtanh", a => a.hardtanh(-1, 2), a => Math.Clamp(a, -1, 2)) with { Differentiable = false },
        One("softplus", a => a.softplus(2), a => Math.Log(1 + Math.Exp(2 * a)) / 2) with { On = Types.Floating },
        One("threshold", a => a.threshold(1, -5), a => a > 1 ? a : -5) with { Differentiable = false },
    ];

    private static double Gcd(double a, double b) => b == 0 ? a : Gcd(b, a % b);

    private static OperatorCase One(string name, Func<Tensor, Tensor> op, Func<double, double> definition) =>
        new(name, x => op(x[0]), x => x[0].Map(definition), Shape);

    private static OperatorCase Both(string name, Func<Tensor, Tensor, Tensor> op, Func<double, double, double> definition) =>
        new(name, x => op(x[0], x[1]), x => x[0].Zip(x[1], definition), Shape, Shape);

    private static OperatorCase Truth(string name, Func<Tensor, Tensor, Tensor> op, Func<double, double, bool> definition) =>
        Both(name, op, (a, b) => definition(a, b) ? 1 : 0) with { Domain = (-1, 1), Differentiable = false };

    private static OperatorCase Bits(string name, Func<Tensor, Tensor, Tensor> op, Func<long, long, long> definition) =>
        Both(name, op, (a, b) => definition((long)a, (long)b)) with { Domain = (0, 6), On = Types.Integer, Differentiable = false };

    private static OperatorCase Three(string name, Func<Tensor, Tensor, Tensor, Tensor> op, Func<double, double, double, double> definition) =>
        new(name, x => op(x[0], x[1], x[2]), x => new Grid([.. x[0].Values.Select((a, i) => definition(a, x[1].Values[i], x[2].Values[i]))], Shape), Shape, Shape, Shape);
}
