using System.Diagnostics;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Torch;

/// <summary>
/// Processes that compute together (c10d): sums, copies and collections of tensors across all of them. Every process calls the same
/// collectives in the same order. A process that dies, hangs or fails ends all others with a <see cref="DistributedException"/> that names it.
/// </summary>
public sealed unsafe class ProcessGroup : IDisposable
{
    private const string Advice = " This run has ended; start it again with --resume, with as many processes as there are.";
    private static readonly TimeSpan Leaving = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LeavingBroken = TimeSpan.FromSeconds(2.5);

    private readonly DistributedApi api = DistributedApi.Bound;
    private readonly TcpStore store;
    private readonly RankMonitor monitor;
    private readonly Rendezvous place;
    private readonly nint onDevices;
    private nint handle;

    // Gloo carries what is on the processor, also where NCCL carries what is on GPUs.
    private ProcessGroup(Rendezvous place, ProcessGroupOptions options, TcpStore store, RankMonitor monitor, nint handle, nint onDevices)
    {
        (this.place, Options, this.store, this.monitor, this.handle, this.onDevices) = (place, options, store, monitor, handle, onDevices);
    }

    /// <summary>This process, 0…<see cref="Size"/> − 1.</summary>
    public int Rank => place.Rank;

    /// <summary>This process among those of its machine, from 0.</summary>
    public int LocalRank => place.LocalRank;

    /// <summary>How many processes there are.</summary>
    public int Size => place.WorldSize;

    /// <summary>How the processes wait for each other.</summary>
    public ProcessGroupOptions Options { get; }

    /// <summary>Cancelled as soon as another process is lost or has failed.</summary>
    public CancellationToken LostToken => monitor.Token;

    /// <summary>Meets the other processes.</summary>
    /// <param name="place">Which process this is, and where they meet.</param>
    /// <param name="options">How they wait for each other; the defaults when null.</param>
    /// <exception cref="DistributedException">The others did not come, or rank 0 can't be reached; the message says who is missing.</exception>
    public static ProcessGroup Connect(Rendezvous place, ProcessGroupOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(place);
        options ??= new ProcessGroupOptions();
        bool nccl = NeedsNccl(options.Backend);
        TcpStore store = TcpStore.Open(place.MasterAddress, place.MasterPort, place.Rank == 0, options.JoinTimeout);
        RankMonitor? monitor = null;
        try
        {
            Join(store, place, options.JoinTimeout);
            monitor = new RankMonitor(TcpStore.Open(place.MasterAddress, store.Port, holds: false, options.JoinTimeout), place, options.LostAfter);
            nint gloo = store.CreateGroup("gloo", DistributedBackend.Gloo, place, options.Timeout);
            return new ProcessGroup(place, options, store, monitor, gloo, nccl ? store.CreateGroup("nccl", DistributedBackend.Nccl, place, options.Timeout) : 0);
        }
        catch (Exception error)
        {
            string? reason = monitor?.Reason;
            monitor?.Dispose();
            store.Dispose();
            throw error is ExternalException ? new DistributedException(reason ?? $"The ranks could not connect: {error.Message}", error) : error;
        }
    }

    /// <summary>Sums, or takes the largest or smallest, over all ranks; the tensor holds the result afterwards.</summary>
    /// <param name="tensor">Contiguous, of equal shape and type in every rank.</param>
    /// <param name="kind">What to do with the numbers.</param>
    public void AllReduce(Tensor tensor, ReduceKind kind = ReduceKind.Sum) => AllReduceAsync(tensor, kind).Wait();

    /// <summary>Starts <see cref="AllReduce"/>; the tensor is not to be touched until the result was waited for.</summary>
    /// <param name="tensor">Contiguous, of equal shape and type in every rank.</param>
    /// <param name="kind">What to do with the numbers.</param>
    public PendingCollective AllReduceAsync(Tensor tensor, ReduceKind kind = ReduceKind.Sum)
    {
        nint work;
        Start(api.AllReduce(Ready(tensor), tensor.Handle, (int)kind, &work));
        return new PendingCollective(this, work, [tensor]);
    }

    /// <summary>Collects a tensor of every rank.</summary>
    /// <param name="tensor">Contiguous, of equal shape and type in every rank.</param>
    /// <returns>Copies in the order of the ranks, without a gradient.</returns>
    public Tensor[] AllGather(Tensor tensor)
    {
        nint group = Ready(tensor);
        Tensor[] outputs = [.. Enumerable.Range(0, Size).Select(_ => empty_like(tensor).detach())];
        nint[] handles = [.. outputs.Select(output => output.Handle)];
        nint work;
        using Tensor input = tensor.detach();
        fixed (nint* list = handles)
        {
            Start(api.AllGather(group, input.Handle, list, handles.Length, &work));
        }

        new PendingCollective(this, work, [input, .. outputs]).Wait();
        return outputs;
    }

    /// <summary>Gives every rank the numbers of one.</summary>
    /// <param name="tensor">Contiguous, of equal shape and type in every rank; overwritten but in the root.</param>
    /// <param name="root">The rank whose numbers they are.</param>
    public void Broadcast(Tensor tensor, int root = 0)
    {
        nint work;
        Start(api.Broadcast(Ready(tensor), tensor.Handle, root, &work));
        new PendingCollective(this, work, [tensor]).Wait();
    }

    /// <summary>Waits until every rank has come here.</summary>
    public void Barrier()
    {
        using Tensor nothing = zeros(1);
        AllReduce(nothing);
    }

    /// <summary>Tells the other ranks that this one fails, so that they end with the reason.</summary>
    /// <param name="reason">Why, in a sentence.</param>
    public void Fail(string reason) => monitor.Fail($"Rank {Rank} of {Size} has failed: {reason}");

    /// <summary>Leaves the group. When all is well every rank does so; rank 0 stays until the others have left.</summary>
    public void Dispose()
    {
        nint closing = Interlocked.Exchange(ref handle, 0);
        if (closing == 0)
        {
            return;
        }

        bool broken = monitor.Reason is not null;
        monitor.Dispose();
        foreach (nint group in (nint[])[onDevices, closing])
        {
            api.GroupRelease(group, broken ? 1 : 0);
        }

        Leave(broken ? LeavingBroken : Leaving);
        store.Dispose();
    }

    /// <summary>The exception for a collective that failed.</summary>
    internal DistributedException Lost(Exception error) => new(monitor.Explain(error) + Advice, error);

    /// <exception cref="DistributedException">A rank was lost or has failed.</exception>
    internal void ThrowIfLost()
    {
        if (monitor.Reason is { } reason)
        {
            throw new DistributedException(reason + Advice);
        }
    }

    private static bool NeedsNccl(DistributedBackend wanted) =>
        wanted == DistributedBackend.Nccl || (wanted == DistributedBackend.Automatic && cuda.is_available() && (DistributedApi.Bound.Backends() & (int)DistributedBackend.Nccl) != 0);

    // Counted before the group connects, so that a missing rank is named rather than waited for at length.
    private static void Join(TcpStore store, Rendezvous place, TimeSpan timeout)
    {
        if (store.Add($"joined/{place.Rank}", 1) > 1)
        {
            throw new DistributedException($"There are two processes of rank {place.Rank}; every process needs a RANK of its own.");
        }

        var clock = Stopwatch.StartNew();
        while (true)
        {
            int[] missing = [.. Enumerable.Range(0, place.WorldSize).Where(rank => store.Add($"joined/{rank}", 0) == 0)];
            if (missing.Length == 0)
            {
                return;
            }

            if (clock.Elapsed > timeout)
            {
                throw new DistributedException($"{place.WorldSize - missing.Length} of {place.WorldSize} ranks came within {timeout.TotalSeconds:0} s; missing: {string.Join(", ", missing)}.");
            }

            Thread.Sleep(20);
        }
    }

    // Rank 0's store must outlive the others' last look at it.
    private void Leave(TimeSpan patience)
    {
        try
        {
            store.Add("left", 1);
            var clock = Stopwatch.StartNew();
            while (Rank == 0 && store.Add("left", 0) < Size && clock.Elapsed < patience)
            {
                Thread.Sleep(20);
            }
        }
        catch (ExternalException)
        {
            // Rank 0 is gone already.
        }
    }

    private nint Ready(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        ObjectDisposedException.ThrowIf(handle == 0, this);
        ThrowIfLost();
        return !tensor.is_contiguous() ? throw new ArgumentException("A collective needs a contiguous tensor.", nameof(tensor))
            : tensor.device_type == DeviceType.CPU ? handle
            : onDevices != 0 ? onDevices
            : throw new ArgumentException("Gloo carries tensors on the processor only; this libmedclip_torch was built without NCCL.", nameof(tensor));
    }

    private void Start(int status)
    {
        try
        {
            api.Check(status);
        }
        catch (ExternalException error)
        {
            throw Lost(error);
        }
    }
}
