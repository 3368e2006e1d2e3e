using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Torch;

/// <summary>Tensors over memory that somebody else owns, e.g. a mapped file.</summary>
public static unsafe class BorrowedMemory
{
    /// <summary>Lays a tensor over memory; nothing is copied.</summary>
    /// <param name="data">The first element, aligned to the element's size.</param>
    /// <param name="shape">Sizes.</param>
    /// <param name="type">The element type.</param>
    /// <param name="released">Called once, on any thread, when no tensor looks at the memory any more. Must not throw.</param>
    public static Tensor Over(nint data, ReadOnlySpan<long> shape, ScalarType type, Action released)
    {
        ArgumentNullException.ThrowIfNull(released);
        nint context = GCHandle.ToIntPtr(GCHandle.Alloc(released));
        nint made;
        fixed (long* sizes = shape)
        {
            TorchRuntime.Api.Check(TorchRuntime.Api.TensorFromMemory(data, &Release, context, sizes, shape.Length, (int)type, &made));
        }

        return Tensor.UnsafeCreateTensor(made);
    }

    /// <summary>Puts another tensor's memory under a tensor that keeps its identity, e.g. a parameter; its own memory is freed.</summary>
    /// <param name="target">The tensor that is changed.</param>
    /// <param name="source">A tensor of the same type and shape; may be disposed afterwards.</param>
    public static void Exchange(Tensor target, Tensor source)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(source);
        target.SetData(source);
    }

    [UnmanagedCallersOnly]
    private static void Release(nint context)
    {
        GCHandle held = GCHandle.FromIntPtr(context);
        ((Action)held.Target!)();
        held.Free();
    }
}
