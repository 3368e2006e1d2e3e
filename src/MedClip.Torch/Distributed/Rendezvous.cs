using System.Globalization;

namespace MedClip.Torch;

/// <summary>Which of how many processes this is, and where they meet.</summary>
/// <param name="Rank">This process, 0…<paramref name="WorldSize"/> − 1; rank 0 holds the meeting place.</param>
/// <param name="WorldSize">How many processes there are, at least 1.</param>
/// <param name="LocalRank">This process among those of its machine, from 0: the number of its GPU.</param>
/// <param name="MasterAddress">Host name or address of rank 0's machine, as the others reach it.</param>
/// <param name="MasterPort">A free TCP port on that machine; the same in every process.</param>
public sealed record Rendezvous(int Rank, int WorldSize, int LocalRank, string MasterAddress, int MasterPort)
{
    /// <summary>The port of torchrun and of most recipes.</summary>
    public const int DefaultPort = 29500;

    /// <summary>Whether all processes are on this machine, as the loopback address says.</summary>
    public bool IsLocal => MasterAddress is "localhost" or "::1" || MasterAddress.StartsWith("127.", StringComparison.Ordinal);

    /// <summary>
    /// Reads RANK, WORLD_SIZE, LOCAL_RANK, MASTER_ADDR and MASTER_PORT, as torchrun, <c>medclip launch</c> and Kubernetes' training operator set
    /// them. Where RANK and WORLD_SIZE are missing and MASTER_ADDR is set, Slurm's SLURM_PROCID, SLURM_NTASKS and SLURM_LOCALID stand in.
    /// </summary>
    /// <param name="environment">Reads a variable; the process's own when null.</param>
    /// <returns>Null for a process that works alone: no variable is set, or the world's size is 1.</returns>
    /// <exception cref="DistributedException">A variable is missing or no number in its range.</exception>
    public static Rendezvous? FromEnvironment(Func<string, string?>? environment = null)
    {
        Func<string, string?> read = environment ?? Environment.GetEnvironmentVariable;
        string? Set(string name) => read(name) is { Length: > 0 } value ? value : null;
        bool slurm = Set("RANK") is null && Set("WORLD_SIZE") is null && Set("MASTER_ADDR") is not null && Set("SLURM_PROCID") is not null && Set("SLURM_NTASKS") is not null;
        (string rankName, string sizeName, string localName) = slurm ? ("SLURM_PROCID", "SLURM_NTASKS", "SLURM_LOCALID") : ("RANK", "WORLD_SIZE", "LOCAL_RANK");
        if (Set(rankName) is null && Set(sizeName) is null)
        {
            return null;
        }

        int size = Number(sizeName, Set(sizeName), 1, 1_000_000);
        int rank = Number(rankName, Set(rankName), 0, size - 1);
        if (size == 1)
        {
            return null;
        }

        string address = Set("MASTER_ADDR") ?? throw new DistributedException(
            $"{sizeName} is {size}, but MASTER_ADDR is not set: it names the machine of rank 0, which all processes must reach (127.0.0.1 when all are on one machine).");
        int port = Set("MASTER_PORT") is { } text ? Number("MASTER_PORT", text, 1, 65535) : DefaultPort;
        return new Rendezvous(rank, size, Set(localName) is { } local ? Number(localName, local, 0, 1_000_000) : 0, address, port);
    }

    private static int Number(string name, string? text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most
            ? value
            : throw new DistributedException(text is null ? $"{name} is not set." : $"{name} is '{text}'; it must be a whole number from {least} to {most}.");
}
