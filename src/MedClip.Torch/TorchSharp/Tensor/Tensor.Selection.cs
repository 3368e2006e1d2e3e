using MedClip.Torch;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Picking, placing and ordering elements.</content>
    public partial class Tensor
    {
        /// <summary>Elements along a dimension, picked by index.</summary>
        public Tensor gather(long dim, Tensor index) => Ops.Gather.Call(this, dim, index);

        /// <summary>A copy with elements placed along a dimension by index.</summary>
        public Tensor scatter(long dim, Tensor index, Tensor src) => Ops.ScatterSrc.Call(this, dim, index, src);

        /// <summary>Places elements along a dimension by index.</summary>
        public Tensor scatter_(long dim, Tensor index, Tensor src) => Ops.ScatterInPlaceSrc.InPlace(this, dim, index, src);

        /// <summary>A copy with elements added along a dimension by index.</summary>
        public Tensor scatter_add(long dim, Tensor index, Tensor src) => Ops.ScatterAdd.Call(this, dim, index, src);

        /// <summary>Adds elements along a dimension by index.</summary>
        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Ops.ScatterAddInPlace.InPlace(this, dim, index, src);

        /// <summary>Slices along a dimension, picked by index.</summary>
        public Tensor index_select(long dim, Tensor index) => Ops.IndexSelect.Call(this, dim, index);

        /// <summary>A copy with alpha times slices added along a dimension by index.</summary>
        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) =>
            Ops.IndexAdd.Call(this, dim, index, source, alpha);

        /// <summary>Adds alpha times slices along a dimension by index.</summary>
        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) =>
            Ops.IndexAddInPlace.InPlace(this, dim, index, source, alpha);

        /// <summary>A copy with slices placed along a dimension by index.</summary>
        public Tensor index_copy(long dim, Tensor index, Tensor source) => Ops.IndexCopy.Call(this, dim, index, source);

        /// <summary>Places slices along a dimension by index.</summary>
        public Tensor index_copy_(long dim, Tensor index, Tensor source) => Ops.IndexCopyInPlace.InPlace(this, dim, index, source);

        /// <summary>A copy with slices filled by index.</summary>
        public Tensor index_fill(long dim, Tensor index, Scalar value) => Ops.IndexFillIntScalar.Call(this, dim, index, value);

        /// <summary>Fills slices by index.</summary>
        public Tensor index_fill_(long dim, Tensor index, Scalar value) =>
            Ops.IndexFillInPlaceIntScalar.InPlace(this, dim, index, value);

        /// <summary>A copy filled with a number where the mask holds.</summary>
        public Tensor masked_fill(Tensor mask, Scalar value) => Ops.MaskedFillScalar.Call(this, mask, value);

        /// <summary>Fills with a number where the mask holds.</summary>
        public Tensor masked_fill_(Tensor mask, Scalar value) => Ops.MaskedFillInPlaceScalar.InPlace(this, mask, value);

        /// <summary>The elements where the mask holds, in one dimension.</summary>
        public Tensor masked_select(Tensor mask) => Ops.MaskedSelect.Call(this, mask);

        /// <summary>A copy with elements placed, in order, where the mask holds.</summary>
        public Tensor masked_scatter(Tensor mask, Tensor value) => Ops.MaskedScatter.Call(this, mask, value);

        /// <summary>Places elements, in order, where the mask holds.</summary>
        public Tensor masked_scatter_(Tensor mask, Tensor value) => Ops.MaskedScatterInPlace.InPlace(this, mask, value);

        /// <summary>Elements picked by their index in row-major order.</summary>
        public Tensor take(Tensor index) => Ops.Take.Call(this, index);

        /// <summary>Elements along a dimension, picked by index, with broadcasting.</summary>
        public Tensor take_along_dim(Tensor indices, long dim) => Ops.TakeAlongDim.Call(this, indices, dim);

        /// <summary>Elements picked by their index in row-major order.</summary>
        public Tensor take_along_dim(Tensor indices) => Ops.TakeAlongDim.Call(this, indices, Arg.None);

        /// <summary>The indices of elements that are not zero, one row each.</summary>
        public Tensor nonzero() => Ops.Nonzero.Call(this);

        /// <summary>The indices of elements that are not zero, one row each.</summary>
        public Tensor argwhere() => Ops.Argwhere.Call(this);

        /// <summary>The elements along a dimension in order, and where they were.</summary>
        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) =>
            Ops.SortStable.CallPair(this, stable, dim, descending);

        /// <summary>Where the elements along a dimension are, in order.</summary>
        public Tensor argsort(long dim = -1, bool descending = false) => Ops.Argsort.Call(this, dim, descending);

        /// <summary>The elements along the first dimension, in order.</summary>
        public Tensor msort() => Ops.Msort.Call(this);

        /// <summary>The largest, or smallest, elements along a dimension, and where they are.</summary>
        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) =>
            Ops.Topk.CallPair(this, k, dim, largest, sorted);

        /// <summary>The k-th smallest elements along a dimension, and where they are.</summary>
        public (Tensor values, Tensor indices) kthvalue(long k, long? dim, bool keepdim = false) =>
            Ops.Kthvalue.CallPair(this, k, dim ?? -1, keepdim);

        /// <summary>The bin of each element between sorted boundaries.</summary>
        public Tensor bucketize(Tensor boundaries, bool outInt32 = false, bool right = false) =>
            Ops.BucketizeTensor.Call(this, boundaries, outInt32, right);

        /// <summary>A copy with a stretch of a dimension replaced.</summary>
        public Tensor slice_scatter(Tensor src, long dim = 0, long? start = null, long? end = null, long step = 1) =>
            Ops.SliceScatter.Call(this, src, dim, start, end, step);

        /// <summary>A copy with one index of a dimension replaced.</summary>
        public Tensor select_scatter(Tensor src, long dim, long index) => Ops.SelectScatter.Call(this, src, dim, index);

        /// <summary>A copy with the diagonal replaced.</summary>
        public Tensor diagonal_scatter(Tensor src, long offset = 0, long dim1 = 0, long dim2 = 1) =>
            Ops.DiagonalScatter.Call(this, src, offset, dim1, dim2);
    }
}
