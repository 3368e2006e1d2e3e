using System.Runtime.InteropServices;
using MedClip.Models;

namespace MedClip;

/// <summary>Where the rows of an index lie.</summary>
internal interface IEmbeddingRows : IDisposable
{
    int Count { get; }

    int Dimensions { get; }

    /// <summary>Rows in place.</summary>
    ReadOnlySpan<float> Block(int start, int count);
}

/// <summary>Rows in memory.</summary>
internal sealed class MemoryRows(ReadOnlyMemory<float> values, int dimensions) : IEmbeddingRows
{
    public int Count => values.Length / dimensions;

    public int Dimensions => dimensions;

    public ReadOnlySpan<float> Block(int start, int count) => values.Span.Slice(start * dimensions, count * dimensions);

    public void Dispose()
    {
    }
}

/// <summary>Rows in a mapped file.</summary>
internal sealed class FileRows(SafetensorsFile file, SafetensorsEntry entry) : IEmbeddingRows
{
    public int Count => (int)entry.Shape[0];

    public int Dimensions => (int)entry.Shape[1];

    public ReadOnlySpan<float> Block(int start, int count) => MemoryMarshal.Cast<byte, float>(
        file.Bytes(entry, (long)start * Dimensions * sizeof(float), checked(count * Dimensions * sizeof(float))));

    public void Dispose() => file.Dispose();
}
