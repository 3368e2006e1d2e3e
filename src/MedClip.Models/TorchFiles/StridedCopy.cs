using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MedClip.Models;

/// <summary>Writes views of storages out, row by row and little-endian.</summary>
internal static class StridedCopy
{
    /// <param name="tensor">A view, already checked against its storage.</param>
    /// <param name="storage">The storage's bytes.</param>
    /// <param name="bigEndian">Whether the storage holds the most significant byte first.</param>
    /// <param name="destination">Receives the numbers.</param>
    public static void Copy(PickleTensor tensor, ReadOnlySpan<byte> storage, bool bigEndian, Span<byte> destination)
    {
        int size = tensor.Storage.Type.ByteSize();
        if (tensor.IsContiguous)
        {
            storage.Slice(checked((int)(tensor.Offset * size)), destination.Length).CopyTo(destination);
        }
        else
        {
            Gather(tensor, storage, size, destination);
        }

        if (bigEndian)
        {
            Reverse(destination, size);
        }
    }

    private static void Gather(PickleTensor tensor, ReadOnlySpan<byte> storage, int size, Span<byte> destination)
    {
        long count = tensor.Count;
        long[] shape = tensor.Shape;
        Span<long> index = stackalloc long[shape.Length];
        long at = tensor.Offset;
        for (long i = 0; i < count; i++)
        {
            storage.Slice((int)(at * size), size).CopyTo(destination[(int)(i * size)..]);
            for (int d = shape.Length - 1; d >= 0; d--)
            {
                at += tensor.Strides[d];
                if (++index[d] < shape[d])
                {
                    break;
                }

                at -= tensor.Strides[d] * shape[d];
                index[d] = 0;
            }
        }
    }

    private static void Reverse(Span<byte> bytes, int size)
    {
        switch (size)
        {
            case 2:
                Span<short> two = MemoryMarshal.Cast<byte, short>(bytes);
                BinaryPrimitives.ReverseEndianness(two, two);
                break;
            case 4:
                Span<int> four = MemoryMarshal.Cast<byte, int>(bytes);
                BinaryPrimitives.ReverseEndianness(four, four);
                break;
            case 8:
                Span<long> eight = MemoryMarshal.Cast<byte, long>(bytes);
                BinaryPrimitives.ReverseEndianness(eight, eight);
                break;
        }
    }
}
