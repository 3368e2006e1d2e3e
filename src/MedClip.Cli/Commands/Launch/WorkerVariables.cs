using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MedClip.Cli;

/// <summary>The variables that tell each process of a launch who it is; torchrun sets the same ones.</summary>
internal sealed class WorkerVariables
{
    /// <summary>Names the launcher's process to the workers; it is set in them only.</summary>
    public const string Launcher = "MEDCLIP_LAUNCHER";

    private const int DefaultPort = 29500;

    private readonly LaunchOptions options;
    private readonly int cores;
    private readonly bool choosesThreads;

    /// <exception cref="WrongUseException">The master is no host and port.</exception>
    public WorkerVariables(LaunchOptions options, int cores, Func<string, string?> environment)
    {
        (this.options, this.cores) = (options, cores);
        (MasterAddress, MasterPort) = options.Master is { } master ? Split(master) : ("127.0.0.1", FreePort());
        choosesThreads = string.IsNullOrEmpty(environment("MEDCLIP_THREADS")) && string.IsNullOrEmpty(environment("OMP_NUM_THREADS"));
    }

    public string MasterAddress { get; }

    public int MasterPort { get; }

    public int Rank(int local) => (options.NodeRank * options.Processes) + local;

    public IEnumerable<(string Name, string Value)> Of(int local)
    {
        yield return ("RANK", Text(Rank(local)));
        yield return ("LOCAL_RANK", Text(local));
        yield return ("WORLD_SIZE", Text(options.Nodes * options.Processes));
        yield return ("LOCAL_WORLD_SIZE", Text(options.Processes));
        yield return ("MASTER_ADDR", MasterAddress);
        yield return ("MASTER_PORT", Text(MasterPort));
        yield return (Launcher, Text(Environment.ProcessId));
        if (choosesThreads)
        {
            // Processes that each use all cores would only get in each other's way.
            yield return ("MEDCLIP_THREADS", Text(Math.Max(1, cores / options.Processes)));
        }
    }

    private static (string Host, int Port) Split(string master)
    {
        int colon = master.LastIndexOf(':');
        if (colon < 0)
        {
            return (master, DefaultPort);
        }

        return colon > 0 && int.TryParse(master.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is > 0 and < 65536
            ? (master[..colon], port)
            : throw new WrongUseException($"--master takes HOST or HOST:PORT, not '{master}'.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
