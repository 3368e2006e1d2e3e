using System.Runtime.InteropServices;
using TorchSharp;

namespace MedClip.Torch;

/// <summary>Calls back each time a backward pass has added the gradient of a leaf up, while that pass goes on; until disposed.</summary>
public sealed unsafe class GradientHook : IDisposable
{
    private readonly DistributedApi api = DistributedApi.Bound;
    private readonly GCHandle self;
    private readonly Action ready;
    private nint handle;
    private Exception? failure;

    /// <summary>Hangs the hook on a leaf.</summary>
    /// <param name="leaf">A leaf that requires a gradient.</param>
    /// <param name="ready">Called on the thread of the backward pass; the gradient is complete for this pass.</param>
    public GradientHook(torch.Tensor leaf, Action ready)
    {
        ArgumentNullException.ThrowIfNull(leaf);
        ArgumentNullException.ThrowIfNull(ready);
        this.ready = ready;
        self = GCHandle.Alloc(this);
        nint hook;
        int status = api.GradientHook(leaf.Handle, &Ready, GCHandle.ToIntPtr(self), &hook);
        if (status != 0)
        {
            self.Free();
        }

        api.Check(status);
        handle = hook;
    }

    /// <summary>Throws what the callback threw, if it did: an exception can't pass through the backward pass.</summary>
    public void ThrowIfFailed()
    {
        if (Interlocked.Exchange(ref failure, null) is { } error)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(error);
        }
    }

    /// <summary>Takes the hook away; not from within its callback.</summary>
    public void Dispose()
    {
        nint closing = Interlocked.Exchange(ref handle, 0);
        if (closing != 0)
        {
            api.GradientHookRelease(closing);
            self.Free();
        }
    }

    [UnmanagedCallersOnly]
    private static void Ready(nint context)
    {
        var hook = (GradientHook)GCHandle.FromIntPtr(context).Target!;
        try
        {
            hook.ready();
        }
#pragma warning disable CA1031 // no exception may cross into native code
        catch (Exception error)
#pragma warning restore CA1031
        {
            Interlocked.CompareExchange(ref hook.failure, error, null);
        }
    }
}
