namespace MedClip.Torch;

/// <summary>How the processes of a group wait for each other.</summary>
public sealed record ProcessGroupOptions
{
    /// <summary>What carries the collectives. Default <see cref="DistributedBackend.Automatic"/>.</summary>
    public DistributedBackend Backend { get; init; }

    /// <summary>How long the processes wait for each other at the start. Default 5 minutes.</summary>
    public TimeSpan JoinTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long a collective may take, the wait for a rank that is late included: longer than rank 0 takes to validate. Default 1 hour; a rank
    /// that is lost is noticed much sooner, by <see cref="LostAfter"/>.
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>A process that gives no sign of life for so long is lost. Default 12 seconds.</summary>
    public TimeSpan LostAfter { get; init; } = TimeSpan.FromSeconds(12);
}
