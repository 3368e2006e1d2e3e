using MedClip.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models;

/// <summary>Modules without initial values, and tensors over mapped files.</summary>
internal static class EngineMemory
{
    /// <summary>Until disposed, on this thread, layers are made without drawing values that would be overwritten.</summary>
    public static IDisposable? SkipInitialization() => LayerInitialization.Skip();

    /// <summary>Puts a stretch of a mapped file under a tensor; the file stays mapped as long as the tensor lives. Writing to it does not reach the file.</summary>
    /// <returns>Whether it could be done: the stretch must be aligned.</returns>
    public static bool TryMap(Tensor target, MappedFile file, long offset)
    {
        if (file.Address(offset, target.numel() * target.element_size()) is not { } address || address % (nint)target.element_size() != 0)
        {
            return false;
        }

        file.Retain();
        using Tensor mapped = BorrowedMemory.Over(address, target.shape, target.dtype, file.Dispose);
        BorrowedMemory.Exchange(target, mapped);
        return true;
    }
}
