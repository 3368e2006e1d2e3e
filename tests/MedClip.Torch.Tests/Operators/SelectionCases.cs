using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

/// <summary>Picking, placing and ordering elements of a (3, 4) matrix.</summary>
internal static class SelectionCases
{
    private static readonly long[] Shape = [3, 4];
    private static readonly long[] Rows = [2, 0];

    public static IEnumerable<OperatorCase> All =>
    [
        new("gather", x => x[0].gather(1, Columns()), x => Grid.Build([3, 2], i => x[0][i[0], Column(i)]), Shape),
        new("take_along_dim", x => x[0].take_along_dim(Columns(), 1), x => Grid.Build([3, 2], i => x[0][i[0], Column(i)]), Shape),
        new("scatter", x => x[0].scatter(1, Columns(), x[1]), x => Placed(x, (_, n) => n), Shape, [3, 2]),
        new("scatter_add", x => x[0].scatter_add(1, Columns(), x[1]), x => Placed(x, (o, n) => o + n), Shape, [3, 2]),
        new("index_select", x => x[0].index_select(0, tensor(Rows)), x => Grid.Build([2, 4], i => x[0][Rows[i[0]], i[1]]), Shape),
        new("index_add", x => x[0].index_add(0, tensor(Rows), x[1], 2), x => Grid.Build(Shape, i => x[0][i] + (Row(i) < 0 ? 0 : 2 * x[1][Row(i), i[1]])), Shape, [2, 4]),
        new("index_copy", x => x[0].index_copy(0, tensor(Rows), x[1]), x => Grid.Build(Shape, i => Row(i) < 0 ? x[0][i] : x[1][Row(i), i[1]]), Shape, [2, 4]),
        new("index_fill", x => x[0].index_fill(0, tensor(Rows), 7), x => Grid.Build(Shape, i => Row(i) < 0 ? x[0][i] : 7), Shape),
        new("masked_fill", x => x[0].masked_fill(Mask(), 7), x => Grid.Build(Shape, i => Masked(i) ? 7 : x[0][i]), Shape),
        new("masked_select", x => x[0].masked_select(Mask()), x => Grid.Vector([.. Places().Where(Masked).Select(i => x[0][i])]), Shape),
        new("masked_scatter", x => x[0].masked_scatter(Mask(), x[1]), x => Grid.Build(Shape, i => Masked(i) ? x[1].Values[Places().Where(Masked).ToList().FindIndex(p => p.SequenceEqual(i))] : x[0][i]), Shape, Shape),
        new("take", x => x[0].take(tensor(new long[] { 5, 11 })), x => Grid.Vector(x[0].Values[5], x[0].Values[11]), Shape),
        new("index by mask", x => x[0].index(Mask()), x => Grid.Vector([.. Places().Where(Masked).Select(i => x[0][i])]), Shape),
        new("indexer", x => x[0][1.., TensorIndex.Slice(0, 4, 3)], x => Grid.Build([2, 2], i => x[0][i[0] + 1, 3 * i[1]]), Shape),
        new("nonzero", x => x[0].nonzero(), x => Nonzero(x[0]), Shape) { Differentiable = false },
        new("argwhere", x => x[0].argwhere(), x => Nonzero(x[0]), Shape) { Differentiable = false },
        new("sort", x => x[0].sort(1, descending: true).Values, x => Sorted(x[0], v => v.OrderDescending()), Shape) { Differentiable = false },
        new("argsort", x => x[0].gather(1, x[0].argsort(1)), x => Sorted(x[0], v => v.Order()), Shape) { Differentiable = false },
        new("msort", x => x[0].t().msort(), x => Grid.Build([4, 3], i => Sorted(x[0], v => v.Order())[i[1], i[0]]), Shape) { Differentiable = false },
        new("topk", x => x[0].topk(2, 1).values, x => Grid.Build([3, 2], i => Sorted(x[0], v => v.OrderDescending())[i]), Shape) { Differentiable = false },
        new("unique", x => x[0].unique().output, x => Grid.Vector([.. x[0].Values.Distinct().Order()]), Shape) { Differentiable = false },
        new("unique_consecutive", x => x[0].unique_consecutive().output, x => Grid.Vector([.. x[0].Values.Where((v, i) => i == 0 || v != x[0].Values[i - 1])]), Shape) { Differentiable = false },
        new("isin", x => x[0].isin(x[1]), x => x[0].Map(v => x[1].Values.Contains(v) ? 1 : 0), Shape, [3]) { On = Types.Integer | Types.Double, Differentiable = false },
        new("bucketize", x => x[0].bucketize(tensor(new[] { -1.0, 0, 1 }).to(x[0].dtype)), x => x[0].Map(v => new[] { -1.0, 0, 1 }.Count(b => b < v)), Shape) { Differentiable = false },
        new("searchsorted", x => searchsorted(tensor(new[] { -1.0, 0, 1 }).to(x[0].dtype), x[0]), x => x[0].Map(v => new[] { -1.0, 0, 1 }.Count(b => b < v)), Shape) { Differentiable = false },
        new("bincount", x => x[0].flatten().bincount(ones(12, x[0].dtype)), x => Grid.Build([4], i => x[0].Values.Count(v => v == i[0])), Shape) { On = Types.Integer, Domain = (0, 3), Differentiable = false, },
        new("histc", x => x[0].histc(3, -3, 3), x => Grid.Build([3], i => x[0].Values.Count(v => Math.Min(2, Math.Floor((v + 3) / 2)) == i[0])), Shape) { On = Types.Double, Differentiable = false },
        new("slice_scatter", x => x[0].slice_scatter(x[1], 1, 1, 3), x => Grid.Build(Shape, i => i[1] is 1 or 2 ? x[1][i[0], i[1] - 1] : x[0][i]), Shape, [3, 2]),
        new("select_scatter", x => x[0].select_scatter(x[1], 0, 1), x => Grid.Build(Shape, i => i[0] == 1 ? x[1][i[1]] : x[0][i]), Shape, [4]),
        new("diagonal_scatter", x => x[0].diagonal_scatter(x[1]), x => Grid.Build(Shape, i => i[0] == i[1] ? x[1][i[0]] : x[0][i]), Shape, [3]),
    ];

    private static long Column(long[] i) => (i[0] + (2 * i[1])) % 4;

    private static Tensor Columns() => tensor(Grid.Build([3, 2], i => Column(i)).Values, [3, 2]).@long();

    private static long Row(long[] i) => Array.IndexOf(Rows, i[0]);

    private static bool Masked(long[] i) => (i[0] + i[1]) % 3 == 0;

    private static IEnumerable<long[]> Places() => from a in Enumerable.Range(0, 3) from b in Enumerable.Range(0, 4) select new long[] { a, b };

    private static Tensor Mask() => tensor(Grid.Build(Shape, i => Masked(i) ? 1 : 0).Values, Shape).@bool();

    private static Grid Placed(Grid[] x, Func<double, double, double> combine) => Grid.Build(Shape, i =>
    {
        double value = x[0][i];
        for (long j = 0; j < 2; j++)
        {
            value = Column([i[0], j]) == i[1] ? combine(value, x[1][i[0], j]) : value;
        }
        return value;
    });

    private static Grid Nonzero(Grid x)
    {
        long[][] places = [.. Places().Where(p => x[p] != 0)];
        return Grid.Build([places.Length, 2], i => places[i[0]][i[1]]);
    }

    private static Grid Sorted(Grid x, Func<IEnumerable<double>, IEnumerable<double>> order) =>
        new([.. Enumerable.Range(0, 3).SelectMany(r => order(x.Values.Skip(r * 4).Take(4)))], Shape);
}
