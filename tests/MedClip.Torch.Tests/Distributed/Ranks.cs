using System.Net;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;

namespace MedClip.Torch.Tests;

/// <summary>Runs the ranks of a group as threads of this process.</summary>
internal static class Ranks
{
    public static ProcessGroupOptions Quick { get; } = new() { JoinTimeout = TimeSpan.FromSeconds(30), LostAfter = TimeSpan.FromSeconds(6), Timeout = TimeSpan.FromSeconds(60) };

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Runs an action in every rank and throws the first rank's failure that is not the loss of another.</summary>
    public static void Run(int size, Action<ProcessGroup> action, ProcessGroupOptions? options = null)
    {
        Exception?[] failures = RunAll(size, action, options);
        Exception? first = failures.FirstOrDefault(error => error is not null and not DistributedException) ?? failures.FirstOrDefault(error => error is not null);
        if (first is not null)
        {
            ExceptionDispatchInfo.Throw(first);
        }
    }

    public static Exception?[] RunAll(int size, Action<ProcessGroup> action, ProcessGroupOptions? options = null)
    {
        int port = FreePort();
        var failures = new Exception?[size];
        Thread[] threads = [.. Enumerable.Range(0, size).Select(rank => new Thread(() => failures[rank] = Record(() =>
        {
            using ProcessGroup group = ProcessGroup.Connect(new Rendezvous(rank, size, rank, "127.0.0.1", port), options ?? Quick);
            try
            {
                action(group);
            }
            catch (Exception error) when (error is not DistributedException)
            {
                group.Fail(error.Message);
                throw;
            }
        })))];
        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join(TimeSpan.FromMinutes(2)).ShouldBeTrue("a rank hangs");
        }

        return failures;
    }

    private static Exception? Record(Action action)
    {
        try
        {
            action();
            return null;
        }
#pragma warning disable CA1031 // it is thrown on the test's own thread
        catch (Exception error)
#pragma warning restore CA1031
        {
            return error;
        }
    }
}
