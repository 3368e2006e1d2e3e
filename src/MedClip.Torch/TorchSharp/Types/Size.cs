using System.Collections;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A shape: the length of each dimension.</summary>
    public readonly struct Size : IEnumerable<long>, IEquatable<Size>
    {
        /// <summary>The shape of nothing: no dimensions.</summary>
        public static readonly Size Empty = new(Array.Empty<long>());

        private readonly long[] shape;

        /// <summary>Takes a shape over.</summary>
        /// <param name="shape">The length of each dimension.</param>
        public Size(long[] shape) => this.shape = (long[])shape.Clone();

        /// <summary>Takes a shape over.</summary>
        /// <param name="shape">The length of each dimension.</param>
        public Size(int[] shape) => this.shape = Array.ConvertAll(shape, i => (long)i);

        /// <summary>Takes a shape over.</summary>
        /// <param name="shape">The length of each dimension.</param>
        public Size(IEnumerable<long> shape) => this.shape = [.. shape];

        /// <summary>A shape of one dimension.</summary>
        /// <param name="size">Its length.</param>
        public Size(long size) => shape = [size];

        /// <summary>A shape of one dimension.</summary>
        /// <param name="size">Its length.</param>
        public Size(int size) => shape = [size];

        /// <summary>A shape of two dimensions.</summary>
        /// <param name="size">Their lengths.</param>
        public Size((long, long) size) => shape = [size.Item1, size.Item2];

        /// <summary>A shape of three dimensions.</summary>
        /// <param name="size">Their lengths.</param>
        public Size((long, long, long) size) => shape = [size.Item1, size.Item2, size.Item3];

        /// <summary>A shape of four dimensions.</summary>
        /// <param name="size">Their lengths.</param>
        public Size((long, long, long, long) size) => shape = [size.Item1, size.Item2, size.Item3, size.Item4];

        /// <summary>How many dimensions there are.</summary>
        public int Length => Shape.Length;

        /// <summary>Whether there are no dimensions.</summary>
        public bool IsEmpty => Length == 0;

        /// <summary>Whether this is the shape of a single number: no dimensions.</summary>
        public bool IsScalar => Length == 0;

        /// <summary>The lengths.</summary>
        public long[] Shape => shape ?? [];

        /// <summary>The length of one dimension.</summary>
        /// <param name="idx">Which; negative ones count from the end.</param>
        public long this[int idx] => Shape[idx < 0 ? Length + idx : idx];

        /// <summary>The length of one dimension.</summary>
        /// <param name="idx">Which; negative ones count from the end.</param>
        public long this[long idx] => this[(int)idx];

        /// <summary>A shape of one dimension.</summary>
        /// <param name="size">Its length.</param>
        public static implicit operator Size(long size) => new(size);

        /// <summary>Takes a shape over.</summary>
        /// <param name="size">The length of each dimension.</param>
        public static implicit operator Size(long[] size) => new(size);

        /// <summary>A shape of two dimensions.</summary>
        /// <param name="size">Their lengths.</param>
        public static implicit operator Size((long, long) size) => new(size);

        /// <summary>A shape of three dimensions.</summary>
        /// <param name="size">Their lengths.</param>
        public static implicit operator Size((long, long, long) size) => new(size);

        /// <summary>A shape of four dimensions.</summary>
        /// <param name="size">Their lengths.</param>
        public static implicit operator Size((long, long, long, long) size) => new(size);

        /// <summary>Puts one shape behind another.</summary>
        /// <param name="left">The leading dimensions.</param>
        /// <param name="right">The trailing ones.</param>
        public static Size operator +(Size left, Size right) => new([.. left.Shape, .. right.Shape]);

        /// <summary>Puts dimensions behind a shape.</summary>
        /// <param name="left">The leading dimensions.</param>
        /// <param name="right">The trailing ones.</param>
        public static Size operator +(Size left, IEnumerable<long> right) => new([.. left.Shape, .. right]);

        /// <summary>Whether two shapes are the same.</summary>
        /// <param name="left">One shape.</param>
        /// <param name="right">The other.</param>
        public static bool operator ==(Size left, Size right) => left.Shape.AsSpan().SequenceEqual(right.Shape);

        /// <summary>Whether two shapes differ.</summary>
        /// <param name="left">One shape.</param>
        /// <param name="right">The other.</param>
        public static bool operator !=(Size left, Size right) => !(left == right);

        /// <summary>How many elements a tensor of this shape has.</summary>
        public long numel() => Shape.Aggregate(1L, (a, b) => a * b);

        /// <summary>Some of the dimensions.</summary>
        /// <param name="first">The first one taken.</param>
        /// <param name="next">The first one not taken.</param>
        public Size Slice(int first, int next) => new(Shape[first..next]);

        /// <summary>The leading dimensions.</summary>
        /// <param name="i">How many.</param>
        public IEnumerable<long> Take(int i) => Shape.Take(i);

        /// <summary>Goes through the lengths.</summary>
        public IEnumerator<long> GetEnumerator() => ((IEnumerable<long>)Shape).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        bool IEquatable<Size>.Equals(Size other) => this == other;

        /// <summary>Whether another object is the same shape.</summary>
        /// <param name="obj">The other object.</param>
        public override bool Equals(object? obj) => obj is Size other && this == other;

        /// <summary>A hash of the lengths.</summary>
        public override int GetHashCode()
        {
            var hash = default(HashCode);
            foreach (long length in Shape)
            {
                hash.Add(length);
            }
            return hash.ToHashCode();
        }
    }
}
