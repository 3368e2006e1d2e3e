using System.Buffers;

namespace MedClip.Data;

/// <summary>A buffer lent by the process's pool. Pictures are large objects: setting memory aside for each costs more than decoding it.</summary>
internal readonly struct PooledBytes(int length) : IDisposable
{
    public byte[] Buffer { get; } = ArrayPool<byte>.Shared.Rent(length);

    public int Length { get; } = length;

    public Span<byte> Span => Buffer.AsSpan(0, Length);

    public void Dispose() => ArrayPool<byte>.Shared.Return(Buffer);
}
