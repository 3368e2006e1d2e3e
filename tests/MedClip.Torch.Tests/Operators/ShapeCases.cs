using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

/// <summary>Views and arrangements of a (2, 3, 4) array or of a matrix.</summary>
internal static class ShapeCases
{
    private static readonly long[] Cube = [2, 3, 4];
    private static readonly long[] Square = [3, 3];

    public static IEnumerable<OperatorCase> All =>
    [
        Flat("view", x => x.view(6, 4), [6, 4]),
        Flat("view_as", x => x.view_as(x.reshape(4, 6)), [4, 6]),
        Flat("reshape", x => x.reshape(3, -1), [3, 8]),
        Flat("flatten", x => x.flatten(1), [2, 12]),
        Flat("unflatten", x => x.unflatten(2, 2, 2), [2, 3, 2, 2]),
        Flat("ravel", x => x.ravel(), [24]),
        Flat("unsqueeze", x => x.unsqueeze(1), [2, 1, 3, 4]),
        Flat("squeeze", x => x.unsqueeze(0).squeeze(0), Cube),
        Flat("contiguous", x => x.contiguous(), Cube),
        Flat("clone", x => x.clone(), Cube),
        Flat("alias", x => x.alias(), Cube),
        Flat("atleast_1d", x => x.atleast_1d(), Cube),
        Flat("atleast_2d", x => x.atleast_2d(), Cube),
        Flat("atleast_3d", x => x.atleast_3d(), Cube),
        Flat("as_strided", x => x.as_strided([24], [1]), [24]),
        Cubic("transpose", x => x.transpose(0, 2), [4, 3, 2], i => [i[2], i[1], i[0]]),
        Cubic("swapaxes", x => x.swapaxes(0, 1), [3, 2, 4], i => [i[1], i[0], i[2]]),
        Cubic("swapdims", x => x.swapdims(1, 2), [2, 4, 3], i => [i[0], i[2], i[1]]),
        Cubic("permute", x => x.permute(2, 0, 1), [4, 2, 3], i => [i[1], i[2], i[0]]),
        Cubic("movedim", x => x.movedim([0], [2]), [3, 4, 2], i => [i[2], i[0], i[1]]),
        Cubic("moveaxis", x => x.moveaxis([2], [0]), [4, 2, 3], i => [i[1], i[2], i[0]]),
        Cubic("T", x => x.T, [4, 3, 2], i => [i[2], i[1], i[0]]),
        Cubic("mT", x => x.mT, [2, 4, 3], i => [i[0], i[2], i[1]]),
        Cubic("adjoint", x => x.adjoint(), [2, 4, 3], i => [i[0], i[2], i[1]]),
        Cubic("flip", x => x.flip(0, 2), Cube, i => [1 - i[0], i[1], 3 - i[2]]),
        Cubic("fliplr", x => x.fliplr(), Cube, i => [i[0], 2 - i[1], i[2]]),
        Cubic("flipud", x => x.flipud(), Cube, i => [1 - i[0], i[1], i[2]]),
        Cubic("roll", x => x.roll([1L, 2L], [0L, 2L]), Cube, i => [(i[0] + 1) % 2, i[1], (i[2] + 2) % 4]),
        Cubic("roll one dimension", x => x.roll(1, 2), Cube, i => [i[0], i[1], (i[2] + 3) % 4]),
        Cubic("narrow", x => x.narrow(2, 1, 2), [2, 3, 2], i => [i[0], i[1], i[2] + 1]),
        Cubic("select", x => x.select(1, -1), [2, 4], i => [i[0], 2, i[1]]),
        Cubic("slice", x => x.slice(2, 0, 4, 2), [2, 3, 2], i => [i[0], i[1], 2 * i[2]]),
        Cubic("unbind", x => x.unbind(1)[2], [2, 4], i => [i[0], 2, i[1]]),
        Cubic("chunk", x => x.chunk(2, 2)[1], [2, 3, 2], i => [i[0], i[1], i[2] + 2]),
        Cubic("split", x => x.split(3, 2)[1], [2, 3, 1], i => [i[0], i[1], 3]),
        Cubic("split by sizes", x => x.split([1L, 3L], 2)[1], [2, 3, 3], i => [i[0], i[1], i[2] + 1]),
        Cubic("tensor_split", x => x.tensor_split(3, 2)[1], [2, 3, 1], i => [i[0], i[1], 2]),
        Cubic("unfold", x => x.unfold(2, 2, 1), [2, 3, 3, 2], i => [i[0], i[1], i[2] + i[3]]),
        Cubic("repeat", x => x.repeat(1, 2, 1), [2, 6, 4], i => [i[0], i[1] % 3, i[2]]),
        Cubic("tile", x => x.tile([2]), [2, 3, 8], i => [i[0], i[1], i[2] % 4]),
        Cubic("repeat_interleave", x => x.repeat_interleave(2, 1), [2, 6, 4], i => [i[0], i[1] / 2, i[2]]),
        Cubic("expand", x => x.select(0, 1).expand(5, -1, -1), [5, 3, 4], i => [1, i[1], i[2]]),
        Cubic("expand_as", x => x.select(0, 1).expand_as(x), Cube, i => [1, i[1], i[2]]),
        Cubic("broadcast_to", x => x.select(0, 0).broadcast_to(2, 3, 4), Cube, i => [0, i[1], i[2]]),
        Matrix("t", x => x.t(), Square, (x, i) => x[i[1], i[0]]),
        Matrix("diagonal", x => x.diagonal(1), [2], (x, i) => x[i[0], i[0] + 1]),
        Matrix("diag", x => x.diag(), [3], (x, i) => x[i[0], i[0]]),
        Matrix("diag_embed", x => x.diag_embed(), [3, 3, 3], (x, i) => i[1] == i[2] ? x[i[0], i[1]] : 0),
        Matrix("trace", x => x.trace(), [], (x, _) => x[0, 0] + x[1, 1] + x[2, 2]) with { On = Types.Integer | Types.Double | Types.Single },
        Matrix("tril", x => x.tril(), Square, (x, i) => i[1] <= i[0] ? x[i] : 0),
        Matrix("triu", x => x.triu(1), Square, (x, i) => i[1] > i[0] ? x[i] : 0),
        Matrix("glu", x => x.narrow(1, 0, 2).glu(1), [3, 1], (x, i) => x[i[0], 0] / (1 + Math.Exp(-x[i[0], 1]))) with { On = Types.Floating },
        new("cat", x => cat([x[0], x[1]], 1), x => Grid.Build([2, 5], i => i[1] < 2 ? x[0][i] : x[1][i[0], i[1] - 2]), [2, 2], [2, 3]),
        new("concat", x => concat([x[0], x[1]]), x => Grid.Build([4, 2], i => i[0] < 2 ? x[0][i] : x[1][i[0] - 2, i[1]]), [2, 2], [2, 2]),
        new("stack", x => stack([x[0], x[1]], 1), x => Grid.Build([2, 2, 2], i => x[i[1]][i[0], i[2]]), [2, 2], [2, 2]),
        new("hstack", x => hstack(x[0], x[1]), x => Grid.Build([2, 4], i => i[1] < 2 ? x[0][i] : x[1][i[0], i[1] - 2]), [2, 2], [2, 2]),
        new("vstack", x => vstack([x[0], x[1]]), x => Grid.Build([4, 2], i => i[0] < 2 ? x[0][i] : x[1][i[0] - 2, i[1]]), [2, 2], [2, 2]),
        new("block_diag", x => block_diag(x[0], x[1]), x => Grid.Build([3, 3], i => i[0] < 1 && i[1] < 2 ? x[0][i] : i[0] >= 1 && i[1] >= 2 ? x[1][i[0] - 1, i[1] - 2] : 0), [1, 2], [2, 1]),
        new("cartesian_prod", x => cartesian_prod(x[0], x[1]), x => Grid.Build([6, 2], i => i[1] == 0 ? x[0][i[0] / 3] : x[1][i[0] % 3]), [2], [3]),
        new("meshgrid", x => meshgrid([x[0], x[1]])[1], x => Grid.Build([2, 3], i => x[1][i[1]]), [2], [3]) { Differentiable = false },
        new("meshgrid xy", x => meshgrid([x[0], x[1]], "xy")[0], x => Grid.Build([3, 2], i => x[0][i[1]]), [2], [3]) { Differentiable = false },
        new("broadcast_tensors", x => broadcast_tensors(x[0], x[1])[0], x => Grid.Build([2, 3], i => x[0][i[1]]), [3], [2, 1]) { Differentiable = false },
    ];

    private static OperatorCase Flat(string name, Func<Tensor, Tensor> op, long[] shape) =>
        new(name, x => op(x[0]), x => x[0] with { Shape = shape }, Cube);

    private static OperatorCase Cubic(string name, Func<Tensor, Tensor> op, long[] shape, Func<long[], long[]> source) =>
        new(name, x => op(x[0]), x => Grid.Build(shape, i => x[0][source(i)]), Cube);

    private static OperatorCase Matrix(string name, Func<Tensor, Tensor> op, long[] shape, Func<Grid, long[], double> element) =>
        new(name, x => op(x[0]), x => Grid.Build(shape, i => element(x[0], i)), Square);
}
