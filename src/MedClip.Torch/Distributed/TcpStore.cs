using System.Runtime.InteropServices;

namespace MedClip.Torch;

/// <summary>c10d's TCPStore: a few keys and values that rank 0 holds and all processes of a run can read and write.</summary>
public sealed unsafe class TcpStore : IDisposable
{
    private readonly DistributedApi api = DistributedApi.Bound;
    private readonly Lock gate = new();
    private nint handle;

    private TcpStore(nint handle, int port) => (this.handle, Port) = (handle, port);

    /// <summary>The port it is reached at.</summary>
    public int Port { get; }

    /// <summary>Opens a store, or connects to one.</summary>
    /// <param name="host">Host name or address of the process that holds it.</param>
    /// <param name="port">Its port; 0, for the holder, takes any free one.</param>
    /// <param name="holds">Whether this process holds it.</param>
    /// <param name="timeout">How long to try to connect, and to wait for a key.</param>
    /// <exception cref="DistributedException">The port is taken, or nobody answers within the time.</exception>
    public static TcpStore Open(string host, int port, bool holds, TimeSpan timeout)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        DistributedApi api = DistributedApi.Bound;
        nint store;
        int found;
        try
        {
            fixed (byte* name = DistributedApi.Text(host))
            {
                api.Check(api.StoreConnect(name, port, holds ? 1 : 0, (long)timeout.TotalMilliseconds, &store, &found));
            }
        }
        catch (ExternalException error)
        {
            throw new DistributedException(
                holds
                    ? $"Rank 0 can't open its meeting place at port {port}: {error.Message} Another process may hold the port; choose another MASTER_PORT."
                    : $"Rank 0 could not be reached at {host}:{port} within {timeout.TotalSeconds:0} s: {error.Message} Check MASTER_ADDR and MASTER_PORT, and that rank 0 runs.",
                error);
        }

        return new TcpStore(store, found);
    }

    /// <summary>Sets a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    public void Set(string key, ReadOnlySpan<byte> value)
    {
        fixed (byte* name = DistributedApi.Text(key), bytes = value)
        {
            lock (gate)
            {
                api.Check(api.StoreSet(Handle, name, bytes, value.Length));
            }
        }
    }

    /// <summary>Reads a key, and waits for it.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="ExternalException">It was not set within the store's time.</exception>
    public byte[] Get(string key)
    {
        byte* value;
        long length;
        fixed (byte* name = DistributedApi.Text(key))
        {
            lock (gate)
            {
                api.Check(api.StoreGet(Handle, name, &value, &length));
            }
        }

        byte[] copy = new ReadOnlySpan<byte>(value, checked((int)length)).ToArray();
        api.FreeMemory(value);
        return copy;
    }

    /// <summary>Whether a key is set.</summary>
    /// <param name="key">The key.</param>
    public bool Contains(string key)
    {
        int exists;
        fixed (byte* name = DistributedApi.Text(key))
        {
            lock (gate)
            {
                api.Check(api.StoreCheck(Handle, name, &exists));
            }
        }

        return exists != 0;
    }

    /// <summary>Adds to a key that holds a number, 0 at first.</summary>
    /// <param name="key">The key.</param>
    /// <param name="amount">What to add; 0 only reads.</param>
    /// <returns>The sum.</returns>
    public long Add(string key, long amount)
    {
        long total;
        fixed (byte* name = DistributedApi.Text(key))
        {
            lock (gate)
            {
                api.Check(api.StoreAdd(Handle, name, amount, &total));
            }
        }

        return total;
    }

    /// <summary>Closes the connection; the holder's store is gone with it.</summary>
    public void Dispose()
    {
        nint closing = Interlocked.Exchange(ref handle, 0);
        if (closing != 0)
        {
            api.StoreRelease(closing);
        }
    }

    /// <summary>Makes a process group that meets in this store.</summary>
    internal nint CreateGroup(string prefix, DistributedBackend backend, Rendezvous place, TimeSpan timeout)
    {
        nint group;
        fixed (byte* name = DistributedApi.Text(prefix), address = DistributedApi.Text(place.IsLocal ? "127.0.0.1" : ""))
        {
            api.Check(api.GroupCreate(Handle, name, (int)backend, place.Rank, place.WorldSize, address, (long)timeout.TotalMilliseconds, &group));
        }

        return group;
    }

    private nint Handle => handle != 0 ? handle : throw new ObjectDisposedException(nameof(TcpStore));
}
