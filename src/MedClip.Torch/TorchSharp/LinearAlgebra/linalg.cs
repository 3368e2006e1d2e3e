using MedClip.Torch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Linear algebra over the last two dimensions, leading ones being batches.</summary>
    public static partial class linalg
    {
        /// <summary>The inverse matrix.</summary>
        /// <param name="input">(…, n, n).</param>
        public static Tensor inv(Tensor input) => Ops.LinalgInv.Call(input);

        /// <summary>The determinant.</summary>
        /// <param name="input">(…, n, n).</param>
        public static Tensor det(Tensor input) => Ops.LinalgDet.Call(input);

        /// <summary>Sign and logarithm of the absolute determinant.</summary>
        /// <param name="input">(…, n, n).</param>
        public static (Tensor, Tensor) slogdet(Tensor input) => Ops.LinalgSlogdet.CallPair(input);

        /// <summary>The lower Cholesky factor.</summary>
        /// <param name="input">(…, n, n), symmetric and positive definite.</param>
        public static Tensor cholesky(Tensor input) => Ops.LinalgCholesky.Call(input, false);

        /// <summary>Eigenvalues in ascending order and eigenvectors, in columns, of a symmetric matrix.</summary>
        /// <param name="input">(…, n, n).</param>
        /// <param name="UPLO">The triangle that is read, L or U.</param>
        public static (Tensor, Tensor) eigh(Tensor input, char UPLO = 'L') => Ops.LinalgEigh.CallPair(input, UPLO.ToString());

        /// <summary>Eigenvalues of a symmetric matrix in ascending order.</summary>
        /// <param name="input">(…, n, n).</param>
        /// <param name="UPLO">The triangle that is read, L or U.</param>
        public static Tensor eigvalsh(Tensor input, char UPLO = 'L') => Ops.LinalgEigvalsh.Call(input, UPLO.ToString());

        /// <summary>Eigenvalues and eigenvectors, complex.</summary>
        /// <param name="input">(…, n, n).</param>
        public static (Tensor, Tensor) eig(Tensor input) => Ops.LinalgEig.CallPair(input);

        /// <summary>The singular value decomposition: U, S and the conjugate transpose of V.</summary>
        /// <param name="input">(…, m, n).</param>
        /// <param name="fullMatrices">Square U and V; else only their leading columns.</param>
        public static (Tensor, Tensor, Tensor) svd(Tensor input, bool fullMatrices = true) => Ops.LinalgSvd.CallTriple(input, fullMatrices);

        /// <summary>The singular values in descending order.</summary>
        /// <param name="input">(…, m, n).</param>
        public static Tensor svdvals(Tensor input) => Ops.LinalgSvdvals.Call(input);

        /// <summary>The pseudoinverse.</summary>
        /// <param name="input">(…, m, n).</param>
        /// <param name="atol">Singular values up to this are taken as zero.</param>
        /// <param name="rtol">The same, relative to the largest one.</param>
        /// <param name="hermitian">The matrix is symmetric.</param>
        public static Tensor pinv(Tensor input, double? atol = null, double? rtol = null, bool hermitian = false) =>
            Ops.LinalgPinvAtolRtolFloat.Call(input, atol, rtol, hermitian);

        /// <summary>The X of A·X = B.</summary>
        /// <param name="A">(…, n, n).</param>
        /// <param name="B">(…, n) or (…, n, k).</param>
        /// <param name="left">Solve A·X = B; else X·A = B.</param>
        public static Tensor solve(Tensor A, Tensor B, bool left = true) => Ops.LinalgSolve.Call(A, B, left);

        /// <summary>The X that comes nearest to A·X = B; with it residuals, rank and singular values.</summary>
        /// <param name="input">A: (…, m, n).</param>
        /// <param name="other">B: (…, m, k).</param>
        public static (Tensor, Tensor, Tensor, Tensor) lstsq(Tensor input, Tensor other) => Ops.LinalgLstsq.CallFour(input, other);

        /// <summary>The product of matrices, in the cheapest order.</summary>
        /// <param name="tensors">The matrices.</param>
        public static Tensor multi_dot(IList<Tensor> tensors) => Ops.LinalgMultiDot.Call(tensors.ToArray());

        /// <summary>The Euclidean norm over dimensions, of vectors or of matrices taken as vectors.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="dims">The dimensions; all if null.</param>
        /// <param name="keepdim">Keep them, with length one.</param>
        public static Tensor norm(Tensor input, long[]? dims = null, bool keepdim = false) => Ops.LinalgNorm.Call(input, Arg.None, dims, keepdim);

        /// <summary>A norm over one dimension (of vectors) or two (of matrices).</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="ord">The order; infinite ones too.</param>
        /// <param name="dims">The dimensions; all if null.</param>
        /// <param name="keepdim">Keep them, with length one.</param>
        public static Tensor norm(Tensor input, double ord, long[]? dims = null, bool keepdim = false) => Ops.LinalgNorm.Call(input, ord, dims, keepdim);

        /// <summary>The p-norm of vectors.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="ord">The order; infinite ones too.</param>
        /// <param name="dims">The dimensions; all if null.</param>
        /// <param name="keepdim">Keep them, with length one.</param>
        public static Tensor vector_norm(Tensor input, double ord = 2, long[]? dims = null, bool keepdim = false) =>
            Ops.LinalgVectorNorm.Call(input, ord, dims, keepdim);
    }
}
