using System.Runtime.InteropServices;

namespace MedClip.Cli;

/// <summary>Whether a system's library can be loaded.</summary>
/// <param name="subject">What it is called.</param>
/// <param name="names">Its file names, with and without versions.</param>
/// <param name="neededFor">What does not work without it.</param>
/// <param name="remedy">How to get it.</param>
internal sealed class SharedLibraryCheck(string subject, IReadOnlyList<string> names, string neededFor, string remedy) : IDoctorCheck
{
    public static SharedLibraryCheck JpegTurbo { get; } = new(
        "libjpeg-turbo", ["libturbojpeg.so.0", "libturbojpeg.so"], "JPEG films", "apt-get install libturbojpeg0-dev");

    public static SharedLibraryCheck Dcmtk { get; } = new(
        "DCMTK", ["libdcmdata.so", "libdcmdata.so.17", "libdcmdata.so.18", "libdcmdata.so.19"], "DICOM files", "apt-get install libdcmtk-dev");

    public IEnumerable<DoctorFinding> Examine()
    {
        string? found = names.FirstOrDefault(name => NativeLibrary.TryLoad(name, out _));
        yield return found is not null
            ? DoctorFinding.Good(subject, found)
            : DoctorFinding.Advice(subject, $"not found; only {neededFor} need it", remedy);
    }
}
