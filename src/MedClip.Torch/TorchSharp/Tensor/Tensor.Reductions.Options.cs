using MedClip.Torch;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Reductions whose options need more than passing on.</content>
    public partial class Tensor
    {
        /// <summary>The largest elements along dimensions.</summary>
        /// <param name="dims">The dimensions; all if empty.</param>
        /// <param name="keepdim">Keep them, with length one.</param>
        /// <param name="out">A tensor to write the result to.</param>
        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) =>
            @out is null ? Ops.Amax.Call(this, dims, keepdim) : Into(@out, Ops.AmaxOut, this, dims, keepdim, @out);

        /// <inheritdoc cref="amax(long[], bool, Tensor)"/>
        public Tensor amax(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => amax(dims.ToArray(), keepdim, @out);

        /// <summary>The smallest elements along dimensions.</summary>
        /// <param name="dims">The dimensions; all if empty.</param>
        /// <param name="keepdim">Keep them, with length one.</param>
        /// <param name="out">A tensor to write the result to.</param>
        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) =>
            @out is null ? Ops.Amin.Call(this, dims, keepdim) : Into(@out, Ops.AminOut, this, dims, keepdim, @out);

        /// <inheritdoc cref="amin(long[], bool, Tensor)"/>
        public Tensor amin(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => amin(dims.ToArray(), keepdim, @out);

        /// <summary>The mean of the elements that are not NaN.</summary>
        /// <param name="dim">The dimension; all if null.</param>
        /// <param name="keepdim">Keep it, with length one.</param>
        /// <param name="dtype">The type to compute in.</param>
        public Tensor nanmean(int? dim = null, bool keepdim = false, ScalarType? dtype = null) =>
            Ops.Nanmean.Call(this, dim is null ? Arg.None : new long[] { dim.Value }, keepdim, dtype);

        /// <summary>The contraction of the last dimensions with the first ones of another tensor.</summary>
        /// <param name="b">The other tensor.</param>
        /// <param name="dims">How many dimensions.</param>
        public Tensor tensordot(Tensor b, long dims = 2) =>
            tensordot(b, [.. Enumerable.Range((int)(ndim - dims), (int)dims).Select(i => (long)i)], [.. Enumerable.Range(0, (int)dims).Select(i => (long)i)]);

        /// <summary>The different elements.</summary>
        /// <param name="sorted">In order.</param>
        /// <param name="return_inverse">Also, for each element, the index of its value.</param>
        /// <param name="return_counts">Also how often each value occurs.</param>
        /// <param name="dim">Compare slices along this dimension; single elements if null.</param>
        /// <returns>Values, and what else was asked for, else null.</returns>
        public (Tensor output, Tensor inverse_indices, Tensor counts) unique(
            bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null) => Asked(
                dim is null
                    ? Ops.Unique2.CallTriple(this, sorted, return_inverse, return_counts)
                    : Ops.UniqueDim.CallTriple(this, dim.Value, sorted, return_inverse, return_counts),
                return_inverse,
                return_counts);

        /// <summary>The elements without repetitions of the one before.</summary>
        /// <param name="return_inverse">Also, for each element, the index of its value.</param>
        /// <param name="return_counts">Also how often each value is repeated.</param>
        /// <param name="dim">Compare slices along this dimension; single elements if null.</param>
        /// <returns>Values, and what else was asked for, else null.</returns>
        public (Tensor output, Tensor inverse_indices, Tensor counts) unique_consecutive(
            bool return_inverse = false, bool return_counts = false, int? dim = null) =>
            Asked(Ops.UniqueConsecutive.CallTriple(this, return_inverse, return_counts, (long?)dim), return_inverse, return_counts);

        private static (Tensor, Tensor, Tensor) Asked((Tensor Values, Tensor Inverse, Tensor Counts) all, bool inverse, bool counts)
        {
            if (!inverse)
            {
                all.Inverse.Dispose();
            }
            if (!counts)
            {
                all.Counts.Dispose();
            }
            return (all.Values, inverse ? all.Inverse : null!, counts ? all.Counts : null!);
        }

        private static Tensor Into(Tensor target, Op op, params ReadOnlySpan<Arg> args)
        {
            op.Run(args);
            return target;
        }

        private static string? Rounding(RoundingMode mode) => mode == RoundingMode.None ? null : mode.ToString();

        // Integer tensors refuse factors that come as floating-point numbers.
        private static Arg Whole(float factor) => factor == Math.Floor(factor) ? (Arg)(long)factor : (Arg)(double)factor;
    }
}
