using System.Collections.Concurrent;

namespace MedClip.Data;

/// <summary>Keeps a few buffers of exactly the lengths in use, since a tensor is made from an array of exactly its length. They are pinned, so that a device may copy from them.</summary>
internal sealed class FloatBufferPool(int keep)
{
    private readonly ConcurrentDictionary<int, ConcurrentBag<float[]>> buffers = new();

    public float[] Rent(int length) =>
        buffers.TryGetValue(length, out ConcurrentBag<float[]>? bag) && bag.TryTake(out float[]? buffer) ? buffer : GC.AllocateUninitializedArray<float>(length, pinned: true);

    public void Return(float[] buffer)
    {
        ConcurrentBag<float[]> bag = buffers.GetOrAdd(buffer.Length, _ => []);
        if (bag.Count < keep)
        {
            bag.Add(buffer);
        }
    }
}
