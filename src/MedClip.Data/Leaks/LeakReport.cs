namespace MedClip.Data;

/// <summary>What two films share that must not stand on two sides.</summary>
public enum LeakKind
{
    /// <summary>The patient.</summary>
    Patient,

    /// <summary>The study.</summary>
    Study,

    /// <summary>The bytes of the file.</summary>
    SameFile,

    /// <summary>What is to be seen, but for scale, compression or brightness.</summary>
    NearDuplicate,
}

/// <summary>One leak: what is shared, and a film on either side.</summary>
/// <param name="Kind">What is shared.</param>
/// <param name="Shared">The patient, the study, the start of the hash, or the number of bits that differ.</param>
/// <param name="First">A film on one side.</param>
/// <param name="FirstSide">That side: the table, and the split where the table has one.</param>
/// <param name="Second">A film on the other.</param>
/// <param name="SecondSide">That side.</param>
public sealed record Leak(LeakKind Kind, string Shared, string First, string FirstSide, string Second, string SecondSide);

/// <summary>What a check found.</summary>
/// <param name="Films">Films compared.</param>
/// <param name="Leaks">The leaks, in the order patient, study, file, near-duplicate.</param>
/// <param name="Unreadable">Films that could not be read, so that only their patient and study were compared.</param>
public sealed record LeakReport(int Films, IReadOnlyList<Leak> Leaks, IReadOnlyList<UnreadableImage> Unreadable)
{
    /// <summary>How many leaks are of a kind.</summary>
    /// <param name="kind">The kind.</param>
    public int Count(LeakKind kind) => Leaks.Count(leak => leak.Kind == kind);
}
