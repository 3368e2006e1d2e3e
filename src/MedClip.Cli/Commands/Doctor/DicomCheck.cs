using System.Runtime.InteropServices;

namespace MedClip.Cli;

/// <summary>Whether DCMTK is there, which DICOM files need.</summary>
internal sealed class DicomCheck : IDoctorCheck
{
    private static readonly string[] Names = ["libdcmdata.so", "libdcmdata.so.17", "libdcmdata.so.18", "libdcmdata.so.19"];

    public IEnumerable<DoctorFinding> Examine()
    {
        string? found = Names.FirstOrDefault(name => NativeLibrary.TryLoad(name, out _));
        yield return found is not null
            ? DoctorFinding.Good("DCMTK", found)
            : DoctorFinding.Advice("DCMTK", "not found; only DICOM files need it", "apt-get install libdcmtk-dev");
    }
}
