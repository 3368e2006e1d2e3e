using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

/// <summary>Products of matrices, and what is solved with them.</summary>
internal static class LinearCases
{
    public static IEnumerable<OperatorCase> All =>
    [
        new("matmul", x => x[0].matmul(x[1]), x => Grid.Build([2, 2, 2], i => Sum(3, k => x[0][i[0], i[1], k] * x[1][k, i[2]])), [2, 2, 3], [3, 2]),
        new("torch.matmul", x => matmul(x[0], x[1]), x => Product(x[0], x[1]), [2, 3], [3, 4]),
        new("mm", x => x[0].mm(x[1]), x => Product(x[0], x[1]), [2, 3], [3, 4]),
        new("bmm", x => x[0].bmm(x[1]), x => Batches(x[0], x[1]), [2, 2, 3], [2, 3, 2]),
        new("mv", x => x[0].mv(x[1]), x => Grid.Build([2], i => Sum(3, k => x[0][i[0], k] * x[1][k])), [2, 3], [3]),
        new("dot", x => x[0].dot(x[1]), x => Grid.Number(Sum(4, k => x[0][k] * x[1][k])), [4], [4]),
        new("vdot", x => x[0].vdot(x[1]), x => Grid.Number(Sum(4, k => x[0][k] * x[1][k])), [4], [4]),
        new("inner", x => x[0].inner(x[1]), x => Grid.Build([2, 3], i => Sum(4, k => x[0][i[0], k] * x[1][i[1], k])), [2, 4], [3, 4]),
        new("outer", x => x[0].outer(x[1]), x => Grid.Build([2, 3], i => x[0][i[0]] * x[1][i[1]]), [2], [3]),
        new("ger", x => x[0].ger(x[1]), x => Grid.Build([2, 3], i => x[0][i[0]] * x[1][i[1]]), [2], [3]),
        new("addmm", x => x[0].addmm(x[1], x[2], 2, 3), x => Product(x[1], x[2]).Zip(x[0], (p, a) => (2 * a) + (3 * p)), [2, 4], [2, 3], [3, 4]),
        new("addmv", x => x[0].addmv(x[1], x[2]), x => Grid.Build([2], i => x[0][i] + Sum(3, k => x[1][i[0], k] * x[2][k])), [2], [2, 3], [3]),
        new("addr", x => x[0].addr(x[1], x[2]), x => Grid.Build([2, 3], i => x[0][i] + (x[1][i[0]] * x[2][i[1]])), [2, 3], [2], [3]),
        new("baddbmm", x => x[0].baddbmm(x[1], x[2], 2, 3), x => Batches(x[1], x[2]).Zip(x[0], (p, a) => (2 * a) + (3 * p)), [2, 2, 2], [2, 2, 3], [2, 3, 2]) { On = Types.Integer | Types.Double | Types.Single },
        new("addbmm", x => x[0].addbmm(x[1], x[2]), x => Grid.Build([2, 2], i => x[0][i] + Batches(x[1], x[2])[0, i[0], i[1]] + Batches(x[1], x[2])[1, i[0], i[1]]), [2, 2], [2, 2, 3], [2, 3, 2]) { On = Types.Integer | Types.Double },
        new("kron", x => x[0].kron(x[1]), x => Grid.Build([4, 2], i => x[0][i[0] / 2, i[1] / 1] * x[1][i[0] % 2, 0]), [2, 2], [2, 1]),
        new("tensordot", x => x[0].tensordot(x[1], 1), x => Product(x[0], x[1]), [2, 3], [3, 4]),
        new("einsum", x => einsum("ij,kj->ik", x[0], x[1]), x => Grid.Build([2, 4], i => Sum(3, k => x[0][i[0], k] * x[1][i[1], k])), [2, 3], [4, 3]),
        new("cdist", x => cdist(x[0], x[1]), x => Grid.Build([2, 3], i => Math.Sqrt(Sum(4, k => Math.Pow(x[0][i[0], k] - x[1][i[1], k], 2)))), [2, 4], [3, 4]) { On = Types.Double, Tolerance = 1e-6 },
        new("det", x => x[0].det(), x => Grid.Number(Determinant(x[0])), [2, 2]) { On = Types.Double },
        new("linalg.det", x => linalg.det(x[0]), x => Grid.Number(Determinant(x[0])), [2, 2]) { On = Types.Double },
        new("logdet", x => x[0].matmul(x[0].t()).add(eye(2, dtype: x[0].dtype)).logdet(), x => Grid.Number(Math.Log(Determinant(Gram(x[0])))), [2, 2]) { On = Types.Double },
        new("slogdet", x => linalg.slogdet(Positive(x[0])).Item2, x => Grid.Number(Math.Log(Determinant(Gram(x[0])))), [2, 2]) { On = Types.Double },
        new("inverse", x => Positive(x[0]).inverse(), x => Inverse(Gram(x[0])), [2, 2]) { On = Types.Double },
        new("linalg.inv", x => linalg.inv(Positive(x[0])), x => Inverse(Gram(x[0])), [2, 2]) { On = Types.Double },
        new("pinverse", x => Positive(x[0]).pinverse(), x => Inverse(Gram(x[0])), [2, 2]) { On = Types.Double },
        new("linalg.pinv", x => linalg.pinv(Positive(x[0])), x => Inverse(Gram(x[0])), [2, 2]) { On = Types.Double },
        new("matrix_power", x => x[0].matrix_power(2), x => Product(x[0], x[0]), [2, 2]) { On = Types.Double },
        new("matrix_exp", x => x[0].mul(0).matrix_exp(), x => Grid.Build([2, 2], i => i[0] == i[1] ? 1 : 0), [2, 2]) { On = Types.Double },
        new("cholesky", x => Positive(x[0]).cholesky().matmul(Positive(x[0]).cholesky().t()), x => Gram(x[0]), [2, 2]) { On = Types.Double },
        new("linalg.cholesky", x => linalg.cholesky(Positive(x[0])).pow(2).sum(1), x => Grid.Build([2], i => Gram(x[0])[i[0], i[0]]), [2, 2]) { On = Types.Double },
        new("eigh", x => Rebuilt(linalg.eigh(Positive(x[0]))), x => Gram(x[0]), [2, 2]) { On = Types.Double, Differentiable = false },
        new("eigvalsh", x => linalg.eigvalsh(Positive(x[0])).sum(), x => Grid.Number(Gram(x[0])[0, 0] + Gram(x[0])[1, 1]), [2, 2]) { On = Types.Double },
        new("eig", x => linalg.eig(Positive(x[0])).Item1.real.sum(), x => Grid.Number(Gram(x[0])[0, 0] + Gram(x[0])[1, 1]), [2, 2]) { On = Types.Double, Differentiable = false },
        new("svd", x => Recomposed(linalg.svd(x[0], false)), x => x[0], [3, 2]) { On = Types.Double, Differentiable = false },
        new("svdvals", x => linalg.svdvals(x[0]).square().sum(), x => Grid.Number(x[0].Values.Sum(v => v * v)), [3, 2]) { On = Types.Double },
        new("solve", x => linalg.solve(Positive(x[0]), x[1]), x => Product(Inverse(Gram(x[0])), x[1]), [2, 2], [2, 2]) { On = Types.Double },
        new("lstsq", x => linalg.lstsq(Positive(x[0]), x[1]).Item1, x => Product(Inverse(Gram(x[0])), x[1]), [2, 2], [2, 2]) { On = Types.Double },
        new("multi_dot", x => linalg.multi_dot([x[0], x[1], x[0]]), x => Product(Product(x[0], x[1]), x[0]), [2, 3], [3, 2]) { On = Types.Double },
        new("linalg.norm", x => linalg.norm(x[0], [1L]), x => Grid.Build([2], i => Math.Sqrt(Sum(3, k => x[0][i[0], k] * x[0][i[0], k]))), [2, 3]) { On = Types.Floating },
        new("linalg.norm of an order", x => linalg.norm(x[0], 1.0, [1L]), x => Grid.Build([2], i => Sum(3, k => Math.Abs(x[0][i[0], k]))), [2, 3]) { On = Types.Floating, Domain = (0.5, 3) },
        new("vector_norm", x => linalg.vector_norm(x[0], 2, [1L]), x => Grid.Build([2], i => Math.Sqrt(Sum(3, k => x[0][i[0], k] * x[0][i[0], k]))), [2, 3]) { On = Types.Floating },
        new("cov", x => x[0].cov(), x => Covariance(x[0]), [2, 4]) { On = Types.Double },
        new("corrcoef", x => x[0].corrcoef(), x => Correlation(x[0]), [2, 4]) { On = Types.Double, Differentiable = false },
    ];

    private static double Sum(int n, Func<long, double> term) => Enumerable.Range(0, n).Sum(k => term(k));

    private static Grid Product(Grid a, Grid b) => Grid.Build([a.Size(0), b.Size(1)], i => Sum((int)a.Size(1), k => a[i[0], k] * b[k, i[1]]));

    private static Grid Batches(Grid a, Grid b) => Grid.Build([2, a.Size(1), b.Size(2)], i => Sum((int)a.Size(2), k => a[i[0], i[1], k] * b[i[0], k, i[2]]));

    private static Tensor Positive(Tensor x) => x.matmul(x.t()) + eye(2, dtype: x.dtype);

    private static Grid Gram(Grid x) => Grid.Build([2, 2], i => Sum(2, k => x[i[0], k] * x[i[1], k]) + (i[0] == i[1] ? 1 : 0));

    private static double Determinant(Grid x) => (x[0, 0] * x[1, 1]) - (x[0, 1] * x[1, 0]);

    private static Grid Inverse(Grid x) => new(
        [x[1, 1] / Determinant(x), -x[0, 1] / Determinant(x), -x[1, 0] / Determinant(x), x[0, 0] / Determinant(x)], [2, 2]);

    private static Tensor Rebuilt((Tensor Values, Tensor Vectors) parts) => parts.Vectors.matmul(parts.Values.diag()).matmul(parts.Vectors.t());

    private static Tensor Recomposed((Tensor U, Tensor S, Tensor V) parts) => parts.U.matmul(parts.S.diag()).matmul(parts.V);

    private static Grid Covariance(Grid x)
    {
        double[] means = [x.Values[..4].Average(), x.Values[4..].Average()];
        return Grid.Build([2, 2], i => Sum(4, k => (x[i[0], k] - means[i[0]]) * (x[i[1], k] - means[i[1]])) / 3);
    }

    private static Grid Correlation(Grid x)
    {
        Grid c = Covariance(x);
        return Grid.Build([2, 2], i => c[i] / Math.Sqrt(c[i[0], i[0]] * c[i[1], i[1]]));
    }
}
