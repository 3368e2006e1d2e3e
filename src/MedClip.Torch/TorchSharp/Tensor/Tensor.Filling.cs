using MedClip.Torch;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Copies, fills, and tensors like this one.</content>
    public partial class Tensor
    {
        /// <summary>A copy.</summary>
        public Tensor clone() => Ops.Clone.Call(this);

        /// <summary>Copies another tensor's elements here, with broadcasting and conversion.</summary>
        public Tensor copy_(Tensor source, bool nonBlocking = false) => Ops.CopyInPlace.InPlace(this, source, nonBlocking);

        /// <summary>Fills with a number.</summary>
        public Tensor fill_(Scalar value) => Ops.FillInPlaceScalar.InPlace(this, value);

        /// <summary>Fills with zeros.</summary>
        public Tensor zero_() => Ops.ZeroInPlace.InPlace(this);

        /// <summary>Zeros in this tensor's shape.</summary>
        public Tensor zeros_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Ready(Ops.ZerosLike.Call(this, dtype, Arg.None, device), requires_grad);

        /// <summary>Ones in this tensor's shape.</summary>
        public Tensor ones_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Ready(Ops.OnesLike.Call(this, dtype, Arg.None, device), requires_grad);

        /// <summary>A tensor in this tensor's shape, not filled.</summary>
        public Tensor empty_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Ready(Ops.EmptyLike.Call(this, dtype, Arg.None, device), requires_grad);

        /// <summary>A tensor in this tensor's shape, filled with a number.</summary>
        public Tensor full_like(Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Ready(Ops.FullLike.Call(this, value, dtype, Arg.None, device), requires_grad);

        /// <summary>Zeros of this tensor's type and device.</summary>
        public Tensor new_zeros(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Ready(Ops.NewZeros.Call(this, size, dtype, Arg.None, device), requires_grad);

        /// <summary>A tensor of this tensor's type and device, not filled.</summary>
        public Tensor new_empty(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Ready(Ops.NewEmpty.Call(this, size, dtype, Arg.None, device), requires_grad);

        /// <summary>A tensor of this tensor's type and device, filled with a number.</summary>
        public Tensor new_full(long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Ready(Ops.NewFull.Call(this, size, value, dtype, Arg.None, device), requires_grad);

        /// <summary>Makes this tensor another one's memory, shape and strides.</summary>
        public Tensor set_(Tensor source) => Ops.SetInPlaceSourceTensor.InPlace(this, source);

        /// <summary>A conjugated view's elements computed.</summary>
        public Tensor resolve_conj() => Ops.ResolveConj.Call(this);

        /// <summary>A negated view's elements computed.</summary>
        public Tensor resolve_neg() => Ops.ResolveNeg.Call(this);

        /// <summary>The complex conjugate.</summary>
        public Tensor conj() => Ops.Conj.Call(this);

        /// <summary>All elements of a sparse tensor.</summary>
        public Tensor to_dense() => Ops.ToDense.Call(this);
    }
}
