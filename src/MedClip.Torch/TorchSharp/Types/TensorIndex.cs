namespace TorchSharp;

public static partial class torch
{
    /// <summary>One place of a multi-dimensional index: a number, a slice, an ellipsis, a new dimension, a boolean or a tensor.</summary>
    public struct TensorIndex
    {
        /// <summary>As many whole dimensions as are needed: Python's <c>...</c>.</summary>
        public static readonly TensorIndex Ellipsis = new(IndexKind.Ellipsis);

        /// <summary>A new dimension of length one.</summary>
        public static readonly TensorIndex None = new(IndexKind.NewDimension);

        /// <summary>A new dimension of length one.</summary>
        public static readonly TensorIndex Null = new(IndexKind.NewDimension);

        /// <summary>A whole dimension: Python's <c>:</c>.</summary>
        public static readonly TensorIndex Colon = Slice();

        private TensorIndex(IndexKind kind) => Kind = kind;

        internal enum IndexKind
        {
            NewDimension,
            Ellipsis,
            Single,
            Slice,
            Bool,
            Tensor,
        }

        internal IndexKind Kind { get; }

        internal long Start { get; private init; }

        internal long? Stop { get; private init; }

        internal long Step { get; private init; }

        internal Tensor? Indices { get; private init; }

        /// <summary>A slice of a dimension.</summary>
        /// <param name="start">The first index; the beginning if null; negative ones count from the end.</param>
        /// <param name="stop">The first index left out; the end if null.</param>
        /// <param name="step">Every how many; 1 if null.</param>
        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new(IndexKind.Slice) { Start = start ?? 0, Stop = stop, Step = step ?? 1 };

        /// <summary>A slice of a dimension.</summary>
        /// <param name="range">First index, and the first one left out; null is the beginning or the end.</param>
        public static TensorIndex Slice((int?, int?) range) => Slice(range.Item1, range.Item2);

        /// <summary>A slice of a dimension.</summary>
        /// <param name="range">A C# range, such as <c>1..^2</c>.</param>
        public static TensorIndex Slice(Range range)
        {
            long start = range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value;
            long? stop = range.End.IsFromEnd ? (range.End.Value == 0 ? null : -range.End.Value) : range.End.Value;
            // ^0 as a start is the end of the dimension: nothing is left.
            return range.Start.IsFromEnd && range.Start.Value == 0 ? Slice(long.MaxValue, stop) : Slice(start, stop);
        }

        /// <summary>Keeps or drops everything, in a new leading dimension.</summary>
        /// <param name="value">Whether to keep.</param>
        public static TensorIndex Bool(bool value) => new(IndexKind.Bool) { Start = value ? 1 : 0 };

        /// <summary>One index: the dimension goes away.</summary>
        /// <param name="index">The index; a new dimension if null.</param>
        public static TensorIndex Single(long? index) => index is null ? None : new(IndexKind.Single) { Start = index.Value };

        /// <summary>Indices or a mask from a tensor.</summary>
        /// <param name="tensor">64-bit integers, or booleans.</param>
        public static TensorIndex Tensor(Tensor tensor) => new(IndexKind.Tensor) { Indices = tensor };

        /// <summary>One index.</summary>
        /// <param name="value">The index; negative ones count from the end.</param>
        public static implicit operator TensorIndex(long value) => Single(value);

        /// <summary>One index, possibly from the end.</summary>
        /// <param name="index">A C# index, such as <c>^1</c>.</param>
        public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);

        /// <summary>A slice.</summary>
        /// <param name="range">A C# range, such as <c>1..^2</c>.</param>
        public static implicit operator TensorIndex(Range range) => Slice(range);

        /// <summary>A slice.</summary>
        /// <param name="range">First index, and the first one left out; null is the beginning or the end.</param>
        public static implicit operator TensorIndex((int?, int?) range) => Slice(range);
    }
}
