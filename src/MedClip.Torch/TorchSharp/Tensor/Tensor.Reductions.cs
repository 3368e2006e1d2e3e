using MedClip.Torch;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Sums, extremes and the like, of all elements or along dimensions.</content>
    public partial class Tensor
    {
        /// <summary>The sum of all elements.</summary>
        public Tensor sum(ScalarType? type = null) => Ops.Sum.Call(this, type);

        /// <summary>The sum along a dimension.</summary>
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => Ops.SumDimIntList.Call(this, dim, keepdim, type);

        /// <summary>The sum along two dimensions.</summary>
        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) =>
            Ops.SumDimIntList.Call(this, new long[] { dim0, dim1 }, keepdim, type);

        /// <summary>The sum along three dimensions.</summary>
        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) =>
            Ops.SumDimIntList.Call(this, new long[] { dim0, dim1, dim2 }, keepdim, type);

        /// <summary>The sum along dimensions.</summary>
        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) =>
            Ops.SumDimIntList.Call(this, dim, keepdim, type);

        /// <summary>The sum along dimensions.</summary>
        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) =>
            Ops.SumDimIntList.Call(this, dim.ToArray(), keepdim, type);

        /// <summary>The sum of all elements that are not NaN.</summary>
        public Tensor nansum() => Ops.Nansum.Call(this);

        /// <summary>The mean of all elements.</summary>
        public Tensor mean() => Ops.Mean.Call(this);

        /// <summary>The mean along dimensions.</summary>
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
            Ops.MeanDim.Call(this, dimensions, keepdim, type);

        /// <summary>The product of all elements.</summary>
        public Tensor prod(ScalarType? type = null) => Ops.Prod.Call(this, type);

        /// <summary>The product along a dimension.</summary>
        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => Ops.ProdDimInt.Call(this, dim, keepdim, type);

        /// <summary>The largest element.</summary>
        public Tensor max() => Ops.Max.Call(this);

        /// <summary>The largest elements along a dimension, and their indices.</summary>
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Ops.MaxDim.CallPair(this, dim, keepdim);

        /// <summary>The smallest element.</summary>
        public Tensor min() => Ops.Min.Call(this);

        /// <summary>The smallest elements along a dimension, and their indices.</summary>
        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Ops.MinDim.CallPair(this, dim, keepdim);

        /// <summary>The largest elements along dimensions.</summary>
        public Tensor amax(params long[] dims) => Ops.Amax.Call(this, dims, false);

        /// <summary>The smallest elements along dimensions.</summary>
        public Tensor amin(params long[] dims) => Ops.Amin.Call(this, dims, false);

        /// <summary>The index of the largest element, in row-major order.</summary>
        public Tensor argmax() => Ops.Argmax.Call(this, Arg.None, false);

        /// <summary>The index of the largest element along a dimension.</summary>
        public Tensor argmax(long dim, bool keepdim = false) => Ops.Argmax.Call(this, dim, keepdim);

        /// <summary>The index of the smallest element, in row-major order.</summary>
        public Tensor argmin() => Ops.Argmin.Call(this, Arg.None, false);

        /// <summary>The index of the smallest element along a dimension.</summary>
        public Tensor argmin(long dim, bool keepdim = false) => Ops.Argmin.Call(this, dim, keepdim);

        /// <summary>The median; the lower one of two.</summary>
        public Tensor median() => Ops.Median.Call(this);

        /// <summary>The most frequent elements along a dimension, and an index of each.</summary>
        public (Tensor values, Tensor indices) mode(long dim = -1, bool keepdim = false) => Ops.Mode.CallPair(this, dim, keepdim);

        /// <summary>Whether all elements are not zero.</summary>
        public Tensor all() => Ops.All.Call(this);

        /// <summary>Whether all elements along a dimension are not zero.</summary>
        public Tensor all(long dim, bool keepdim = false) => Ops.AllDim.Call(this, dim, keepdim);

        /// <summary>Whether an element is not zero.</summary>
        public Tensor any() => Ops.Any.Call(this);

        /// <summary>Whether an element along a dimension is not zero.</summary>
        public Tensor any(long dim, bool keepdim = false) => Ops.AnyDim.Call(this, dim, keepdim);

        /// <summary>The variance of all elements; over n − 1 if unbiased.</summary>
        public Tensor var(bool unbiased = true) => Ops.Var.Call(this, unbiased);

        /// <summary>The variance along a dimension; over n − 1 if unbiased.</summary>
        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Ops.VarDim.Call(this, new long[] { dim }, unbiased, keepdim);

        /// <summary>The variance along dimensions; over n − 1 if unbiased.</summary>
        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Ops.VarDim.Call(this, dimensions, unbiased, keepdim);

        /// <summary>The standard deviation of all elements; over n − 1 if unbiased.</summary>
        public Tensor std(bool unbiased = true) => Ops.Std.Call(this, unbiased);

        /// <summary>The standard deviation along a dimension; over n − 1 if unbiased.</summary>
        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Ops.StdDim.Call(this, new long[] { dim }, unbiased, keepdim);

        /// <summary>The standard deviation along dimensions; over n − 1 if unbiased.</summary>
        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Ops.StdDim.Call(this, dimensions, unbiased, keepdim);

        /// <summary>The variance and the mean of all elements.</summary>
        public (Tensor @var, Tensor mean) var_mean(bool unbiased = true) => Ops.VarMean.CallPair(this, unbiased);

        /// <summary>The variance and the mean along dimensions.</summary>
        public (Tensor @var, Tensor mean) var_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Ops.VarMeanDim.CallPair(this, dimensions, unbiased, keepdim);

        /// <summary>The standard deviation and the mean of all elements.</summary>
        public (Tensor std, Tensor mean) std_mean(bool unbiased = true) => Ops.StdMean.CallPair(this, unbiased);

        /// <summary>The standard deviation and the mean along dimensions.</summary>
        public (Tensor std, Tensor mean) std_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Ops.StdMeanDim.CallPair(this, dimensions, unbiased, keepdim);

        /// <summary>The p-norm of all elements.</summary>
        public Tensor norm(float p = 2) => Ops.NormScalar.Call(this, p);

        /// <summary>The p-norm along a dimension.</summary>
        public Tensor norm(int dim, bool keepdim = false, float p = 2) =>
            Ops.NormScalarOptDim.Call(this, p, new long[] { dim }, keepdim);

        /// <summary>The p-norm of the difference.</summary>
        public Tensor dist(Tensor other, float p = 2) => Ops.Dist.Call(this, other, p);

        /// <summary>The logarithm of the sum of exponentials along a dimension, computed stably.</summary>
        public Tensor logsumexp(long dim, bool keepdim = false) => Ops.Logsumexp.Call(this, dim, keepdim);

        /// <summary>The running sum along a dimension.</summary>
        public Tensor cumsum(long dim, ScalarType? type = null) => Ops.Cumsum.Call(this, dim, type);

        /// <summary>The running product along a dimension.</summary>
        public Tensor cumprod(long dim, ScalarType? type = null) => Ops.Cumprod.Call(this, dim, type);

        /// <summary>The running maximum along a dimension, and its index.</summary>
        public (Tensor values, Tensor indexes) cummax(long dim) => Ops.Cummax.CallPair(this, dim);

        /// <summary>The running minimum along a dimension, and its index.</summary>
        public (Tensor values, Tensor indexes) cummin(long dim) => Ops.Cummin.CallPair(this, dim);

        /// <summary>The logarithm of the running sum of exponentials along a dimension.</summary>
        public Tensor logcumsumexp(long dim) => Ops.Logcumsumexp.Call(this, dim);

        /// <summary>How many elements along dimensions are not zero.</summary>
        public Tensor count_nonzero(long[]? dims = null) => Ops.CountNonzeroDimIntList.Call(this, dims ?? []);

        /// <summary>The smallest and the largest element, of all or along a dimension.</summary>
        public (Tensor min, Tensor max) aminmax(long? dim = null, bool keepdim = false) => Ops.Aminmax.CallPair(this, dim, keepdim);

        /// <summary>Quantiles along a dimension, interpolated linearly.</summary>
        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) => Ops.Quantile.Call(this, q, dim, keepdim);

        /// <summary>How often each non-negative integer occurs, or the sum of its weights.</summary>
        public Tensor bincount(Tensor weights, long minlength = 0) => Ops.Bincount.Call(this, weights, minlength);

        /// <summary>Counts in bins of equal width; the range is the data's if min and max are equal.</summary>
        public Tensor histc(long bins = 100, long min = 0, long max = 0) => Ops.Histc.Call(this, bins, min, max);

        /// <summary>The n-th differences along a dimension.</summary>
        public Tensor diff(long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) =>
            Ops.Diff.Call(this, n, dim, prepend, append);

        /// <summary>The sum of the diagonal.</summary>
        public Tensor trace() => Ops.Trace.Call(this);
    }
}
