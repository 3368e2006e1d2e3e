namespace MedClip.Cli;

/// <summary>Looks at one side of the machine. A check reports; it does not throw.</summary>
internal interface IDoctorCheck
{
    IEnumerable<DoctorFinding> Examine();
}
