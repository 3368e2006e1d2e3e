namespace MedClip.Benchmarks.Results;

/// <summary>How much a run does.</summary>
/// <param name="Quick">One round of a tiny size: proves that a mode runs, and no more.</param>
internal sealed record Effort(bool Quick)
{
    /// <summary>Rounds in turn.</summary>
    public int Rounds => Of(5, 1);

    /// <summary>Either of two sizes.</summary>
    public T Of<T>(T full, T quick) => Quick ? quick : full;
}
