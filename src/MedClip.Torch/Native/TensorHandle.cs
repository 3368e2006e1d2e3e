using System.Runtime.InteropServices;

namespace MedClip.Torch;

/// <summary>
/// One reference to a libtorch tensor. Disposing gives it back at once; a handle that is forgotten is given back by the
/// finalizer, and the garbage collector is told how much memory hangs on it.
/// </summary>
internal sealed class TensorHandle : SafeHandle
{
    private static long live;
    private readonly long pressure;

    public TensorHandle(nint tensor, int kibibytes)
        : base(0, ownsHandle: true)
    {
        SetHandle(tensor);
        Interlocked.Increment(ref live);
        if (kibibytes > 0)
        {
            pressure = (long)kibibytes << 10;
            GC.AddMemoryPressure(pressure);
        }
    }

    /// <summary>Handles given out and not yet given back, in the whole process.</summary>
    public static long Live => Interlocked.Read(ref live);

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>Gives up ownership: the caller releases the tensor.</summary>
    public nint Release()
    {
        nint tensor = handle;
        SetHandleAsInvalid();
        Forget();
        return tensor;
    }

    /// <inheritdoc/>
    protected override unsafe bool ReleaseHandle()
    {
        int status = TorchRuntime.Api.TensorRelease(handle);
        Forget();
        return status == 0;
    }

    private void Forget()
    {
        Interlocked.Decrement(ref live);
        if (pressure > 0)
        {
            GC.RemoveMemoryPressure(pressure);
        }
    }
}
