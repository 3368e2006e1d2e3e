namespace MedClip.Cli;

/// <summary>One thing that the doctor looked at.</summary>
/// <param name="Subject">What it is, e.g. "libtorch".</param>
/// <param name="State">How it is.</param>
/// <param name="Found">What was found: version, path, number.</param>
/// <param name="Remedy">What to do about it; null when nothing needs doing.</param>
internal sealed record DoctorFinding(string Subject, DoctorState State, string Found, string? Remedy = null)
{
    public static DoctorFinding Good(string subject, string found) => new(subject, DoctorState.Good, found);

    /// <summary>Absent or slow, but the main jobs run without it.</summary>
    public static DoctorFinding Advice(string subject, string found, string remedy) => new(subject, DoctorState.Advice, found, remedy);

    /// <summary>Needed and not there.</summary>
    public static DoctorFinding Missing(string subject, string found, string remedy) => new(subject, DoctorState.Missing, found, remedy);
}

/// <summary>How a thing is.</summary>
internal enum DoctorState
{
    Good,
    Advice,
    Missing,
}
