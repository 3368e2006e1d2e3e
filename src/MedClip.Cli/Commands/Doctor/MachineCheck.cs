using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MedClip.Cli;

/// <summary>The processor, the memory, .NET.</summary>
internal sealed class MachineCheck : IDoctorCheck
{
    public IEnumerable<DoctorFinding> Examine()
    {
        yield return DoctorFinding.Good("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.RuntimeIdentifier}");
        yield return DoctorFinding.Good("cores", $"{Environment.ProcessorCount}");
        yield return DoctorFinding.Good("memory", $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1L << 20)} MiB");
        yield return DoctorFinding.Good(".NET runtime", RuntimeInformation.FrameworkDescription);
        yield return Sdk();
    }

    private static DoctorFinding Sdk()
    {
        const string Subject = ".NET SDK";
        const string Remedy = "only building needs it: https://dotnet.microsoft.com/download";
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("dotnet", "--version")
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            string version = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0
                ? DoctorFinding.Good(Subject, version)
                : DoctorFinding.Advice(Subject, "dotnet is there, but no SDK answers", Remedy);
        }
        catch (Win32Exception)
        {
            return DoctorFinding.Advice(Subject, "no dotnet on the path", Remedy);
        }
    }
}
