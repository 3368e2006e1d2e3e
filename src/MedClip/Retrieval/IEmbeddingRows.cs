using System.Runtime.InteropServices;
using MedClip.Models;

namespace MedClip;

/// <summary>Where the rows of an index lie.</summary>
internal interface IEmbeddingRows : IDisposable
{
    int Count { get; }

    int Dimensions { get; }

    EmbeddingPrecision Precision { get; }

    /// <summary>Rows in place, number by number as <see cref="Precision"/> says.</summary>
    ReadOnlySpan<byte> Block(int start, int count);
}

/// <summary>Rows in memory.</summary>
/// <typeparam name="T">float, or ushort for the bits of a bfloat16.</typeparam>
internal sealed class MemoryRows<T>(ReadOnlyMemory<T> values, int dimensions, EmbeddingPrecision precision) : IEmbeddingRows
    where T : unmanaged
{
    public int Count => values.Length / dimensions;

    public int Dimensions => dimensions;

    public EmbeddingPrecision Precision => precision;

    public ReadOnlySpan<byte> Block(int start, int count) => MemoryMarshal.AsBytes(values.Span.Slice(start * dimensions, count * dimensions));

    public void Dispose()
    {
    }
}

/// <summary>Rows in a mapped file.</summary>
internal sealed class FileRows(SafetensorsFile file, SafetensorsEntry entry) : IEmbeddingRows
{
    public int Count => (int)entry.Shape[0];

    public int Dimensions => (int)entry.Shape[1];

    public EmbeddingPrecision Precision => entry.Type == TensorElementType.BFloat16 ? EmbeddingPrecision.BFloat16 : EmbeddingPrecision.Float32;

    public ReadOnlySpan<byte> Block(int start, int count)
    {
        int row = Dimensions * entry.Type.ByteSize();
        return file.Bytes(entry, (long)start * row, checked(count * row));
    }

    public void Dispose() => file.Dispose();
}
