using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

/// <summary>Reductions of a (2, 3, 4) array, over everything or along dimension 1.</summary>
internal static class ReductionCases
{
    private static readonly long[] Shape = [2, 3, 4];

    public static IEnumerable<OperatorCase> All =>
    [
        Whole("sum", x => x.sum(), v => v.Sum()),
        Along("sum along", x => x.sum(1), v => v.Sum()),
        new("sum along two", x => x[0].sum(0, 2), x => Grid.Build([3], i => Pairs(2, 4).Sum(p => x[0][p.A, i[0], p.B])), Shape),
        new("sum along three", x => x[0].sum(0, 1, 2), x => Grid.Number(x[0].Values.Sum()), Shape),
        new("sum keeping", x => x[0].sum([0L, 2L], keepdim: true), x => Grid.Build([1, 3, 1], i => Pairs(2, 4).Sum(p => x[0][p.A, i[1], p.B])), Shape),
        Whole("nansum", x => x.nansum(), v => v.Sum()),
        Whole("mean", x => x.mean(), v => v.Average()) with { On = Types.Floating },
        new("mean along", x => x[0].mean([0L, 2L]), x => Grid.Build([3], i => Pairs(2, 4).Average(p => x[0][p.A, i[0], p.B])), Shape) { On = Types.Floating },
        Whole("nanmean", x => x.nanmean(), v => v.Average()) with { On = Types.Floating },
        Whole("prod", x => x.prod(), v => v.Aggregate(1.0, (a, b) => a * b)) with { Domain = (1, 2), On = Types.Integer | Types.Double | Types.Single },
        Along("prod along", x => x.prod(1), v => v.Aggregate(1.0, (a, b) => a * b)) with { On = Types.Integer | Types.Double | Types.Single },
        Whole("max", x => x.max(), v => v.Max()) with { Differentiable = false },
        Along("max along", x => x.max(1).values, v => v.Max()) with { Differentiable = false },
        Along("max along, indices", x => x.max(1).indexes, v => Array.IndexOf(v, v.Max())) with { Differentiable = false, Domain = (-90, 90) },
        Whole("min", x => x.min(), v => v.Min()) with { Differentiable = false },
        Along("min along", x => x.min(1).values, v => v.Min()) with { Differentiable = false },
        Along("amax", x => x.amax(1), v => v.Max()) with { Differentiable = false },
        Along("amin", x => x.amin(1), v => v.Min()) with { Differentiable = false },
        Whole("aminmax", x => x.aminmax().max, v => v.Max()) with { Differentiable = false },
        Whole("argmax", x => x.argmax(), v => Array.IndexOf(v, v.Max())) with { Differentiable = false, Domain = (-900, 900), On = Types.Double },
        Along("argmax along", x => x.argmax(1), v => Array.IndexOf(v, v.Max())) with { Differentiable = false, Domain = (-900, 900), On = Types.Double },
        Whole("argmin", x => x.argmin(), v => Array.IndexOf(v, v.Min())) with { Differentiable = false, Domain = (-900, 900), On = Types.Double },
        Along("argmin along", x => x.argmin(1), v => Array.IndexOf(v, v.Min())) with { Differentiable = false, Domain = (-900, 900), On = Types.Double },
        Whole("median", x => x.median(), v => v.Order().ElementAt((v.Length - 1) / 2)) with { Differentiable = false },
        Along("mode", x => x.ge(0).@long().mode(1).values, v => v.Count(e => e >= 0) >= 2 ? 1 : 0) with { Differentiable = false },
        Along("kthvalue", x => x.kthvalue(2, 1).values, v => v.Order().ElementAt(1)) with { Differentiable = false },
        Whole("all", x => x.ge(-2).all(), v => v.All(e => e >= -2) ? 1 : 0) with { Differentiable = false },
        Along("all along", x => x.ge(0).all(1), v => v.All(e => e >= 0) ? 1 : 0) with { Differentiable = false },
        Whole("any", x => x.gt(2).any(), v => v.Any(e => e > 2) ? 1 : 0) with { Differentiable = false },
        Along("any along", x => x.gt(0).any(1), v => v.Any(e => e > 0) ? 1 : 0) with { Differentiable = false },
        Along("count_nonzero", x => x.count_nonzero([1]), v => v.Count(e => e != 0)) with { Differentiable = false },
        Whole("var", x => x.var(), v => Variance(v, 1)) with { On = Types.Floating },
        Along("var along, biased", x => x.var(1, unbiased: false), v => Variance(v, 0)) with { On = Types.Floating },
        Whole("std", x => x.std(), v => Math.Sqrt(Variance(v, 1))) with { On = Types.Floating },
        Along("std along", x => x.std([1L]), v => Math.Sqrt(Variance(v, 1))) with { On = Types.Floating },
        Along("var_mean", x => x.var_mean([1L]).@var, v => Variance(v, 1)) with { On = Types.Floating },
        Along("std_mean", x => x.std_mean([1L]).mean, v => v.Average()) with { On = Types.Floating },
        Whole("norm", x => x.norm(), v => Math.Sqrt(v.Sum(e => e * e))) with { On = Types.Floating },
        Along("norm along", x => x.norm(1, false, 3), v => Math.Pow(v.Sum(e => Math.Pow(Math.Abs(e), 3)), 1.0 / 3)) with { On = Types.Floating, Domain = (0.5, 3) },
        Along("logsumexp", x => x.logsumexp(1), v => Math.Log(v.Sum(Math.Exp))) with { On = Types.Floating },
        Running("cumsum", x => x.cumsum(1), v => v.Sum()),
        Running("cumprod", x => x.cumprod(1), v => v.Aggregate(1.0, (a, b) => a * b)) with { Domain = (0.5, 2) },
        Running("cummax", x => x.cummax(1).values, v => v.Max()) with { Differentiable = false },
        Running("cummin", x => x.cummin(1).values, v => v.Min()) with { Differentiable = false },
        Running("logcumsumexp", x => x.logcumsumexp(1), v => Math.Log(v.Sum(Math.Exp))) with { On = Types.Double },
        new("softmax", x => x[0].softmax(1), x => Grid.Build(Shape, i => Math.Exp(x[0][i]) / Line(x[0], i[0], i[2]).Sum(Math.Exp)), Shape) { On = Types.Floating },
        new("log_softmax", x => x[0].log_softmax(1), x => Grid.Build(Shape, i => x[0][i] - Math.Log(Line(x[0], i[0], i[2]).Sum(Math.Exp))), Shape) { On = Types.Floating },
        new("diff", x => x[0].diff(dim: 2), x => Grid.Build([2, 3, 3], i => x[0][i[0], i[1], i[2] + 1] - x[0][i[0], i[1], i[2]]), Shape),
        new("dist", x => x[0].dist(x[1]), x => Grid.Number(Math.Sqrt(x[0].Zip(x[1], (a, b) => (a - b) * (a - b)).Values.Sum())), Shape, Shape) { On = Types.Floating },
        new("quantile", x => x[0].quantile(tensor(0.5, x[0].dtype), 1), x => Grid.Build([2, 4], i => Line(x[0], i[0], i[1]).Order().ElementAt(1)), Shape) { On = Types.Double, Differentiable = false },
    ];

    private static double Variance(double[] v, int lost) => v.Sum(e => (e - v.Average()) * (e - v.Average())) / (v.Length - lost);

    private static double[] Line(Grid x, long first, long last) => [x[first, 0, last], x[first, 1, last], x[first, 2, last]];

    private static IEnumerable<(long A, long B)> Pairs(int a, int b) => from i in Enumerable.Range(0, a) from j in Enumerable.Range(0, b) select ((long)i, (long)j);

    private static OperatorCase Whole(string name, Func<Tensor, Tensor> op, Func<double[], double> definition) =>
        new(name, x => op(x[0]), x => Grid.Number(definition(x[0].Values)), Shape);

    private static OperatorCase Along(string name, Func<Tensor, Tensor> op, Func<double[], double> definition) =>
        new(name, x => op(x[0]), x => Grid.Build([2, 4], i => definition(Line(x[0], i[0], i[1]))), Shape);

    private static OperatorCase Running(string name, Func<Tensor, Tensor> op, Func<double[], double> definition) =>
        new(name, x => op(x[0]), x => Grid.Build(Shape, i => definition(Line(x[0], i[0], i[2])[..(int)(i[1] + 1)])), Shape);
}
