namespace MedClip.Data;

/// <summary>Looks for the DICOM worker's program where the native libraries are looked for.</summary>
internal static class DicomWorkerSearch
{
    public const string Name = "medclip_dicom_worker";

    public static string Find()
    {
        string[] candidates = [.. NativePaths.Of(Name)];
        foreach (string candidate in candidates)
        {
            if (File.Exists(candidate))
            {
                MakeExecutable(candidate);
                return candidate;
            }
        }

        throw new NativeLibraryException(
            $"The program that reads DICOM was not found. Tried:{string.Concat(candidates.Select(candidate => $"\n  {candidate}"))}\n" +
            "Build it with ./build.sh build, or set MEDCLIP_NATIVE to its folder; it needs DCMTK (libdcmtk) and OpenJPEG (libopenjp2).");
    }

    // Packages lose the permission to execute.
    private static void MakeExecutable(string path)
    {
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(path) is var mode && (mode & UnixFileMode.UserExecute) == 0)
        {
            try
            {
                File.SetUnixFileMode(path, mode | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new NativeLibraryException($"{path} may not be executed; run: chmod +x '{path}'", e);
            }
        }
    }
}
