using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;

namespace MedClip.Training.Tests;

/// <summary>Runs the ranks of a group as threads of this process: the same collectives over the same sockets, at less cost than processes.</summary>
internal static class RankThreads
{
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static Func<string, string?> Variables(int rank, int size, int port) => name => name switch
    {
        "RANK" => rank.ToString(CultureInfo.InvariantCulture),
        "WORLD_SIZE" => size.ToString(CultureInfo.InvariantCulture),
        "MASTER_ADDR" => "127.0.0.1",
        "MASTER_PORT" => port.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    public static T[] Run<T>(int size, Func<IProcessGroup, T> action)
    {
        int port = FreePort();
        var results = new T[size];
        var failures = new Exception?[size];
        Thread[] threads = [.. Enumerable.Range(0, size).Select(rank => new Thread(() =>
        {
            try
            {
                using IProcessGroup group = DistributedRun.Join(Variables(rank, size, port))!;
                try
                {
                    results[rank] = action(group);
                }
                catch (Exception error)
                {
                    group.Fail(error.Message);
                    throw;
                }
            }
#pragma warning disable CA1031 // thrown again on the test's own thread
            catch (Exception error)
#pragma warning restore CA1031
            {
                failures[rank] = error;
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join(TimeSpan.FromMinutes(2)).ShouldBeTrue("a rank hangs"));
        if ((failures.FirstOrDefault(error => error is not null and not MedClipException) ?? failures.FirstOrDefault(error => error is not null)) is { } first)
        {
            ExceptionDispatchInfo.Throw(first);
        }

        return results;
    }
}
