namespace MedClip.ServiceLoad;

/// <summary>What is sent.</summary>
internal sealed record LoadPlan
{
    /// <summary>Requests in all.</summary>
    public int Requests { get; init; } = 10_000;

    /// <summary>Requests under way at the same time.</summary>
    public int Parallel { get; init; } = 32;

    /// <summary>The share of files that are broken, each in another way.</summary>
    public double Broken { get; init; } = 0.05;

    /// <summary>The share of requests that the caller gives up.</summary>
    public double Cancelled { get; init; } = 0.05;

    /// <summary>Films differ by it, and which requests are broken or given up.</summary>
    public ulong Seed { get; init; } = 1;
}
