using MedClip.Torch;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Other views and arrangements of the elements.</content>
    public partial class Tensor
    {
        /// <summary>Another shape of the same memory; one length may be −1.</summary>
        public Tensor view(params long[] shape) => Ops.View.Call(this, shape);

        /// <summary>The same memory in the shape of another tensor.</summary>
        public Tensor view_as(Tensor other) => Ops.View.Call(this, other.shape);

        /// <summary>Another shape, of the same memory where possible; one length may be −1.</summary>
        public Tensor reshape(params long[] shape) => Ops.Reshape.Call(this, shape);

        /// <summary>Dimensions merged into one.</summary>
        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Ops.FlattenUsingInts.Call(this, start_dim, end_dim);

        /// <summary>One dimension split into several.</summary>
        public Tensor unflatten(long dim, params long[] sizes) => Ops.UnflattenInt.Call(this, dim, sizes);

        /// <summary>All dimensions merged into one.</summary>
        public Tensor ravel() => Ops.Ravel.Call(this);

        /// <summary>A new dimension of length one.</summary>
        public Tensor unsqueeze(long dim) => Ops.Unsqueeze.Call(this, dim);

        /// <summary>A new dimension of length one, in place.</summary>
        public Tensor unsqueeze_(long dim) => Ops.UnsqueezeInPlace.InPlace(this, dim);

        /// <summary>Two dimensions exchanged.</summary>
        public Tensor transpose(long dim0, long dim1) => Ops.TransposeInt.Call(this, dim0, dim1);

        /// <summary>Two dimensions exchanged, in place.</summary>
        public Tensor transpose_(long dim0, long dim1) => Ops.TransposeInPlace.InPlace(this, dim0, dim1);

        /// <summary>The transposed matrix.</summary>
        public Tensor t() => Ops.T.Call(this);

        /// <summary>The dimensions in another order.</summary>
        public Tensor permute(params long[] permutation) => Ops.Permute.Call(this, permutation);

        /// <summary>The dimensions in another order.</summary>
        public Tensor permute(IEnumerable<long> permutation) => Ops.Permute.Call(this, permutation.ToArray());

        /// <summary>Two dimensions exchanged.</summary>
        public Tensor swapaxes(long dim0, long dim1) => Ops.TransposeInt.Call(this, dim0, dim1);

        /// <summary>Two dimensions exchanged.</summary>
        public Tensor swapdims(long dim0, long dim1) => Ops.TransposeInt.Call(this, dim0, dim1);

        /// <summary>Dimensions moved to other places.</summary>
        public Tensor movedim(long[] source, long[] destination) => Ops.MovedimIntlist.Call(this, source, destination);

        /// <summary>Dimensions moved to other places.</summary>
        public Tensor moveaxis(long[] source, long[] destination) => Ops.MovedimIntlist.Call(this, source, destination);

        /// <summary>Dimensions of length one repeated without copying; −1 keeps a length.</summary>
        public Tensor expand(params long[] sizes) => Ops.Expand.Call(this, sizes, false);

        /// <summary>Dimensions of length one repeated without copying; −1 keeps a length.</summary>
        public Tensor expand(long[] sizes, bool isImplicit = false) => Ops.Expand.Call(this, sizes, isImplicit);

        /// <summary>Dimensions of length one repeated without copying; −1 keeps a length.</summary>
        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => Ops.Expand.Call(this, sizes.ToArray(), isImplicit);

        /// <summary>Dimensions of length one repeated without copying; −1 keeps a length.</summary>
        public Tensor expand(Size sizes, bool isImplicit = false) => Ops.Expand.Call(this, sizes.Shape, isImplicit);

        /// <summary>Dimensions of length one repeated to the shape of another tensor, without copying.</summary>
        public Tensor expand_as(Tensor other) => Ops.ExpandAs.Call(this, other);

        /// <summary>The tensor in a shape it broadcasts to, without copying.</summary>
        public Tensor broadcast_to(params long[] shape) => Ops.BroadcastTo.Call(this, shape);

        /// <summary>The tensor repeated along each dimension.</summary>
        public Tensor repeat(params long[] sizes) => Ops.Repeat.Call(this, sizes);

        /// <summary>The tensor repeated along each dimension; missing leading counts are 1.</summary>
        public Tensor tile(long[] reps) => Ops.Tile.Call(this, reps);

        /// <summary>Each element repeated.</summary>
        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) =>
            Ops.RepeatInterleaveSelfInt.Call(this, repeats, dim);

        /// <summary>Each element repeated as often as a tensor says.</summary>
        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) =>
            Ops.RepeatInterleaveSelfTensor.Call(this, repeats, dim);

        /// <summary>The order reversed along dimensions.</summary>
        public Tensor flip(params long[] dims) => Ops.Flip.Call(this, dims);

        /// <summary>Columns in reversed order.</summary>
        public Tensor fliplr() => Ops.Fliplr.Call(this);

        /// <summary>Rows in reversed order.</summary>
        public Tensor flipud() => Ops.Flipud.Call(this);

        /// <summary>The elements shifted around along dimensions.</summary>
        public Tensor roll(long[] shifts, long[] dims) => Ops.Roll.Call(this, shifts, dims);

        /// <summary>The elements shifted around, in row-major order.</summary>
        public Tensor roll(long[] shifts) => Ops.Roll.Call(this, shifts);

        /// <summary>The elements shifted around along a dimension, or in row-major order.</summary>
        public Tensor roll(long shifts, long? dims = null) =>
            Ops.Roll.Call(this, shifts, dims is null ? System.Array.Empty<long>() : [dims.Value]);

        /// <summary>The diagonal, as a view.</summary>
        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1) => Ops.Diagonal.Call(this, offset, dim1, dim2);

        /// <summary>The diagonal of a matrix, or a matrix with this diagonal.</summary>
        public Tensor diag(long diagonal = 0) => Ops.Diag.Call(this, diagonal);

        /// <summary>Matrices with these diagonals.</summary>
        public Tensor diag_embed(long offset = 0, long dim1 = -2, long dim2 = -1) => Ops.DiagEmbed.Call(this, offset, dim1, dim2);

        /// <summary>The lower triangle; the rest is zero.</summary>
        public Tensor tril(long diagonal = 0) => Ops.Tril.Call(this, diagonal);

        /// <summary>The lower triangle; the rest is zero, in place.</summary>
        public Tensor tril_(long diagonal = 0) => Ops.TrilInPlace.InPlace(this, diagonal);

        /// <summary>The upper triangle; the rest is zero.</summary>
        public Tensor triu(long diagonal = 0) => Ops.Triu.Call(this, diagonal);

        /// <summary>The upper triangle; the rest is zero, in place.</summary>
        public Tensor triu_(long diagonal = 0) => Ops.TriuInPlace.InPlace(this, diagonal);

        /// <summary>Windows along a dimension, as a view with one more dimension.</summary>
        public Tensor unfold(long dimension, long size, long step) => Ops.Unfold.Call(this, dimension, size, step);

        /// <summary>A view with sizes and strides of its own, in elements.</summary>
        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0) =>
            Ops.AsStrided.Call(this, size, strides, storageOffset);

        /// <summary>The elements in row-major order: the tensor itself if they are.</summary>
        public Tensor contiguous() => Ops.Contiguous.Call(this);

        /// <summary>A stretch of a dimension, as a view.</summary>
        public Tensor narrow(long dim, long start, long length) => Ops.Narrow.Call(this, dim, start, length);

        /// <summary>One index of a dimension, which goes away, as a view.</summary>
        public Tensor select(long dim, long index) => Ops.SelectInt.Call(this, dim, index);

        /// <summary>A stretch of a dimension with a step, as a view.</summary>
        public Tensor slice(long dim, long start, long finish, long step) => Ops.SliceTensor.Call(this, dim, start, finish, step);

        /// <summary>The slices along a dimension, as views.</summary>
        public Tensor[] unbind(long dimension = 0) => Ops.UnbindInt.CallList(this, dimension);

        /// <summary>Parts along a dimension, as views; the last may be smaller.</summary>
        public Tensor[] chunk(long chunks, long dim = 0) => Ops.Chunk.CallList(this, chunks, dim);

        /// <summary>Parts of a size along a dimension, as views; the last may be smaller.</summary>
        public Tensor[] split(long size, int dim = 0) => Ops.SplitTensor.CallList(this, size, dim);

        /// <summary>Parts of given sizes along a dimension, as views.</summary>
        public Tensor[] split(long[] sizes, long dim = 0) => Ops.SplitWithSizes.CallList(this, sizes, dim);

        /// <summary>Parts of given sizes along the first dimension, as views.</summary>
        public Tensor[] split(params long[] sizes) => Ops.SplitWithSizes.CallList(this, sizes, 0);

        /// <summary>As equal parts as possible along a dimension, as views.</summary>
        public Tensor[] tensor_split(long size, long dim = 0) => Ops.TensorSplitSections.CallList(this, size, dim);

        /// <summary>Parts between indices along a dimension, as views.</summary>
        public Tensor[] tensor_split(long[] sizes, long dim = 0) => Ops.TensorSplitIndices.CallList(this, sizes, dim);

        /// <summary>Another tensor over the same memory.</summary>
        public Tensor alias() => Ops.Alias.Call(this);

        /// <summary>Pairs in the last dimension as complex numbers, as a view.</summary>
        public Tensor view_as_complex() => Ops.ViewAsComplex.Call(this);

        /// <summary>Complex numbers as pairs in a new last dimension, as a view.</summary>
        public Tensor view_as_real() => Ops.ViewAsReal.Call(this);

        /// <summary>The conjugate transpose of the last two dimensions.</summary>
        public Tensor adjoint() => Ops.Adjoint.Call(this);

        /// <summary>At least one dimension.</summary>
        public Tensor atleast_1d() => Ops.Atleast1d.Call(this);

        /// <summary>At least two dimensions.</summary>
        public Tensor atleast_2d() => Ops.Atleast2d.Call(this);

        /// <summary>At least three dimensions.</summary>
        public Tensor atleast_3d() => Ops.Atleast3d.Call(this);
    }
}
