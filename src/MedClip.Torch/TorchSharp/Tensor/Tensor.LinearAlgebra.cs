using MedClip.Torch;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Products and decompositions of matrices.</content>
    public partial class Tensor
    {
        /// <summary>The matrix product, over leading dimensions with broadcasting.</summary>
        public Tensor matmul(Tensor target) => Ops.Matmul.Call(this, target);

        /// <summary>The product of two matrices.</summary>
        public Tensor mm(Tensor target) => Ops.Mm.Call(this, target);

        /// <summary>The products of two batches of matrices.</summary>
        public Tensor bmm(Tensor batch2) => Ops.Bmm.Call(this, batch2);

        /// <summary>The product of a matrix with a vector.</summary>
        public Tensor mv(Tensor target) => Ops.Mv.Call(this, target);

        /// <summary>The inner product of two vectors.</summary>
        public Tensor dot(Tensor target) => Ops.Dot.Call(this, target);

        /// <summary>The inner product of two vectors, the first one conjugated.</summary>
        public Tensor vdot(Tensor target) => Ops.Vdot.Call(this, target);

        /// <summary>The inner products over the last dimension.</summary>
        public Tensor inner(Tensor vec2) => Ops.Inner.Call(this, vec2);

        /// <summary>The outer product of two vectors.</summary>
        public Tensor outer(Tensor vec2) => Ops.Outer.Call(this, vec2);

        /// <summary>The outer product of two vectors.</summary>
        public Tensor ger(Tensor vec2) => Ops.Outer.Call(this, vec2);

        /// <summary>beta times this plus alpha times the product of two matrices.</summary>
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) =>
            Ops.Addmm.Call(this, mat1, mat2, Whole(beta), Whole(alpha));

        /// <summary>beta times this plus alpha times the product of two matrices, in place.</summary>
        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) =>
            Ops.AddmmInPlace.InPlace(this, mat1, mat2, Whole(beta), Whole(alpha));

        /// <summary>beta times this plus alpha times the product of a matrix with a vector.</summary>
        public Tensor addmv(Tensor mat, Tensor vec, float beta = 1, float alpha = 1) =>
            Ops.Addmv.Call(this, mat, vec, Whole(beta), Whole(alpha));

        /// <summary>beta times this plus alpha times the outer product of two vectors.</summary>
        public Tensor addr(Tensor vec1, Tensor vec2, float beta = 1, float alpha = 1) =>
            Ops.Addr.Call(this, vec1, vec2, Whole(beta), Whole(alpha));

        /// <summary>beta times this plus alpha times the products of two batches of matrices.</summary>
        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
            Ops.Baddbmm.Call(this, batch1, batch2, Whole(beta), Whole(alpha));

        /// <summary>beta times this plus alpha times the summed products of two batches of matrices.</summary>
        public Tensor addbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
            Ops.Addbmm.Call(this, batch1, batch2, Whole(beta), Whole(alpha));

        /// <summary>The Kronecker product.</summary>
        public Tensor kron(Tensor other) => Ops.Kron.Call(this, other);

        /// <summary>The contraction over chosen dimensions.</summary>
        public Tensor tensordot(Tensor b, long[] dims1, long[] dims2) => Ops.Tensordot.Call(this, b, dims1, dims2);

        /// <summary>The determinant.</summary>
        public Tensor det() => Ops.LinalgDet.Call(this);

        /// <summary>The logarithm of the determinant.</summary>
        public Tensor logdet() => Ops.Logdet.Call(this);

        /// <summary>The inverse matrix.</summary>
        public Tensor inverse() => Ops.LinalgInv.Call(this);

        /// <summary>The pseudoinverse.</summary>
        public Tensor pinverse(double rcond = 1e-15, bool hermitian = false) => Ops.Pinverse.Call(this, rcond);

        /// <summary>The matrix multiplied by itself n times.</summary>
        public Tensor matrix_power(int n) => Ops.LinalgMatrixPower.Call(this, n);

        /// <summary>The exponential of the matrix.</summary>
        public Tensor matrix_exp() => Ops.LinalgMatrixExp.Call(this);

        /// <summary>The Cholesky factor.</summary>
        public Tensor cholesky(bool upper = false) => Ops.LinalgCholesky.Call(this, upper);

        /// <summary>The covariance matrix of variables in rows.</summary>
        public Tensor cov(long correction = 1, Tensor? fweights = null, Tensor? aweights = null) =>
            Ops.Cov.Call(this, correction, fweights, aweights);

        /// <summary>The correlation matrix of variables in rows.</summary>
        public Tensor corrcoef() => Ops.Corrcoef.Call(this);
    }
}
