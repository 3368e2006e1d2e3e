using static TorchSharp.torch;

namespace MedClip.Models;

/// <summary>Token batches as tensors.</summary>
public static class TokenBatchTensors
{
    /// <summary>Copies a batch to a device.</summary>
    /// <param name="batch">A batch of M rows of L tokens.</param>
    /// <param name="device">The device; the CPU when null.</param>
    /// <returns>Ids and mask, each (M, L), int64; owned by the caller.</returns>
    public static (Tensor Ids, Tensor Mask) ToTensors(this TokenBatch batch, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(batch);
        long[] shape = [batch.Rows, batch.Length];
        return (tensor(batch.InputIds, shape, device: device), tensor(batch.AttentionMask, shape, device: device));
    }
}
