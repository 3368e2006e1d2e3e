using System.Diagnostics;
using System.Runtime.InteropServices;
using TorchSharp;

namespace MedClip.Torch;

/// <summary>A collective under way; its tensors hold the result once <see cref="Wait"/> has returned.</summary>
public sealed unsafe class PendingCollective : IDisposable
{
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(200);

    private readonly DistributedApi api = DistributedApi.Bound;
    private readonly ProcessGroup group;
    private readonly torch.Tensor[] tensors;
    private nint handle;

    internal PendingCollective(ProcessGroup group, nint handle, torch.Tensor[] tensors) => (this.group, this.handle, this.tensors) = (group, handle, tensors);

    /// <summary>Waits until it is done.</summary>
    /// <exception cref="DistributedException">Another rank was lost or has failed, or the group's time is over.</exception>
    public void Wait()
    {
        var clock = Stopwatch.StartNew();
        while (!IsDone())
        {
            group.ThrowIfLost();
            if (clock.Elapsed > group.Options.Timeout)
            {
                throw group.Lost(new TimeoutException($"a collective was not done within {group.Options.Timeout.TotalSeconds:0} s"));
            }
        }

        GC.KeepAlive(tensors);
        Dispose();
    }

    /// <summary>Lets go of it; one that is not done yet goes on.</summary>
    public void Dispose()
    {
        nint closing = Interlocked.Exchange(ref handle, 0);
        if (closing != 0)
        {
            api.WorkRelease(closing);
        }
    }

    private bool IsDone()
    {
        ObjectDisposedException.ThrowIf(handle == 0, this);
        int done;
        try
        {
            api.Check(api.WorkWait(handle, (long)Slice.TotalMilliseconds, &done));
        }
        catch (ExternalException error)
        {
            throw group.Lost(error);
        }

        return done != 0;
    }
}
