using System.Diagnostics;
using System.Globalization;

namespace MedClip.Benchmarks.Macro;

/// <summary>The reference's own image chain, run for real by Python in a process beside this one.</summary>
public sealed class PythonPeer : IDisposable
{
    private readonly Process process;

    private PythonPeer(Process process) => this.process = process;

    /// <summary>Starts it; null, with the reason said, where Python or a library is missing.</summary>
    public static PythonPeer? TryStart(string script)
    {
        try
        {
            var process = Process.Start(new ProcessStartInfo(File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3", [script]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
            if (process.StandardOutput.ReadLine() == "ready")
            {
                return new PythonPeer(process);
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
        }

        Console.Error.WriteLine("The reference's chain is not measured: install python3-pil, python3-torchvision and python3-opencv.");
        return null;
    }

    /// <summary>Milliseconds an image.</summary>
    public double Measure(string chain, string file, int rounds)
    {
        process.StandardInput.WriteLine($"{chain}\t{file}\t{rounds}");
        return double.Parse(process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("the peer ended"), CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
