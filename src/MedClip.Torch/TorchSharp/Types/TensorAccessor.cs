using System.Collections;
using System.Runtime.InteropServices;

namespace TorchSharp.Utils;

/// <summary>The elements of a tensor in memory of the processor, in the order of its indices whatever its strides.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly torch.Tensor tensor;
    private readonly long[] shape;
    private readonly long[] strides;
    private readonly bool contiguous;
    private readonly T* memory;
    private bool released;

    internal TensorAccessor(torch.Tensor tensor)
    {
        this.tensor = tensor;
        shape = tensor.shape;
        strides = tensor.stride();
        contiguous = tensor.is_contiguous();
        Count = tensor.numel();
        memory = (T*)tensor.DataPointer();
    }

    /// <summary>The number of elements.</summary>
    public long Count { get; }

    // The tensor owns the memory: once it is disposed, nothing may be read.
    private T* Data
    {
        get
        {
            ObjectDisposedException.ThrowIf(released || tensor.IsInvalid, tensor);
            return memory;
        }
    }

    /// <summary>Whether elements can only be read: never.</summary>
    public bool IsReadOnly => false;

    /// <summary>One element.</summary>
    /// <param name="indices">An index for each dimension, or one index in row-major order.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such element.</exception>
    public T this[params long[] indices]
    {
        get => Data[Place(indices)];
        set => Data[Place(indices)] = value;
    }

    /// <summary>Whether two accessors give the same elements.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(TensorAccessor<T> left, TensorAccessor<T> right) =>
        left is null ? right is null : right is not null && left.Equals(right);

    /// <summary>Whether two accessors give different elements.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(TensorAccessor<T> left, TensorAccessor<T> right) => !(left == right);

    /// <summary>A copy of all elements, in row-major order.</summary>
    public T[] ToArray()
    {
        var copy = new T[Count];
        CopyTo(copy);
        return copy;
    }

    /// <summary>A copy of all elements, in an array of the tensor's shape.</summary>
    public Array ToNDArray()
    {
        T[] flat = ToArray();
        if (shape.Length <= 1)
        {
            return flat;
        }
        var array = Array.CreateInstance(typeof(T), shape);
        ref byte start = ref MemoryMarshal.GetArrayDataReference(array);
        MemoryMarshal.AsBytes(flat.AsSpan()).CopyTo(MemoryMarshal.CreateSpan(ref start, checked(flat.Length * sizeof(T))));
        return array;
    }

    /// <summary>Copies elements out.</summary>
    /// <param name="array">The target.</param>
    /// <param name="arrayIndex">Where in the target to begin.</param>
    /// <param name="tensorIndex">Where in the tensor to begin, in row-major order.</param>
    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies elements out, as many as there are or the target holds.</summary>
    /// <param name="array">The target.</param>
    /// <param name="arrayIndex">Where in the target to begin.</param>
    /// <param name="tensorIndex">Where in the tensor to begin, in row-major order.</param>
    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        Span<T> target = array[arrayIndex..];
        int count = (int)Math.Min(target.Length, Count - tensorIndex);
        if (contiguous)
        {
            new ReadOnlySpan<T>(Data + tensorIndex, count).CopyTo(target);
        }
        else
        {
            for (int i = 0; i < count; i++)
            {
                target[i] = Data[Offset(tensorIndex + i)];
            }
        }
        GC.KeepAlive(tensor);
    }

    /// <summary>Copies elements in.</summary>
    /// <param name="array">The source.</param>
    /// <param name="arrayIndex">Where in the source to begin.</param>
    /// <param name="tensorIndex">Where in the tensor to begin, in row-major order.</param>
    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    /// <summary>Copies elements in, as many as there are or the tensor holds.</summary>
    /// <param name="array">The source.</param>
    /// <param name="arrayIndex">Where in the source to begin.</param>
    /// <param name="tensorIndex">Where in the tensor to begin, in row-major order.</param>
    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        ReadOnlySpan<T> source = array[arrayIndex..];
        int count = (int)Math.Min(source.Length, Count - tensorIndex);
        if (contiguous)
        {
            source[..count].CopyTo(new Span<T>(Data + tensorIndex, count));
        }
        else
        {
            for (int i = 0; i < count; i++)
            {
                Data[Offset(tensorIndex + i)] = source[i];
            }
        }
        GC.KeepAlive(tensor);
    }

    /// <summary>Goes through the elements in row-major order.</summary>
    public IEnumerator<T> GetEnumerator()
    {
        for (long i = 0; i < Count; i++)
        {
            yield return At(i);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Ends the access; the tensor stays.</summary>
    public void Dispose() => released = true;

    /// <summary>Whether another object gives the same elements.</summary>
    /// <param name="obj">The other object.</param>
    public override bool Equals(object? obj) => obj is TensorAccessor<T> other && Count == other.Count && this.SequenceEqual(other);

    /// <summary>A hash of the leading elements.</summary>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Count);
        for (long i = 0; i < Math.Min(Count, 16); i++)
        {
            hash.Add(At(i));
        }
        return hash.ToHashCode();
    }

    private T At(long index) => Data[Offset(index)];

    private long Place(long[] indices)
    {
        if (indices.Length == 1 && shape.Length != 1)
        {
            return (ulong)indices[0] < (ulong)Count ? Offset(indices[0]) : throw Outside(indices);
        }
        if (indices.Length != shape.Length)
        {
            throw Outside(indices);
        }
        long offset = 0;
        for (int d = 0; d < shape.Length; d++)
        {
            long index = indices[d] < 0 ? indices[d] + shape[d] : indices[d];
            offset += (ulong)index < (ulong)shape[d] ? index * strides[d] : throw Outside(indices);
        }
        return offset;
    }

    private long Offset(long index)
    {
        if (contiguous)
        {
            return index;
        }
        long offset = 0;
        for (int d = shape.Length - 1; d >= 0; d--)
        {
            offset += index % shape[d] * strides[d];
            index /= shape[d];
        }
        return offset;
    }

#pragma warning disable CA2201 // the exception arrays throw
    private IndexOutOfRangeException Outside(long[] indices) =>
        new($"[{string.Join(", ", indices)}] is not in a tensor of shape [{string.Join(", ", shape)}].");
#pragma warning restore CA2201
}
