namespace MedClip.Training;

/// <summary>Joins the processes of a distributed run.</summary>
public static class DistributedRun
{
    /// <summary>
    /// Meets the other processes that RANK, WORLD_SIZE, MASTER_ADDR and MASTER_PORT name (torchrun, <c>medclip launch</c>, Kubernetes), or with
    /// MASTER_ADDR Slurm's SLURM_PROCID and SLURM_NTASKS.
    /// </summary>
    /// <param name="environment">Reads a variable; the process's own when null.</param>
    /// <returns>Null for a process that trains alone.</returns>
    /// <exception cref="InvalidInputException">The variables are wrong, or this engine has no process groups.</exception>
    /// <exception cref="MedClipException">The other processes were not there in time.</exception>
    public static IProcessGroup? Join(Func<string, string?>? environment = null) => ProcessGroupEngine.Join(environment ?? Environment.GetEnvironmentVariable);
}
