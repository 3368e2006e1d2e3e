using System.ComponentModel;
using System.Diagnostics;

namespace MedClip.Benchmarks.Peers;

/// <summary>The Python that has the libraries that a peer needs.</summary>
internal static class Python
{
    /// <summary>Looks through the path, then where distributions put it; the first that imports the modules is taken.</summary>
    /// <param name="modules">What it must import.</param>
    /// <returns>Its path; null where there is none.</returns>
    public static string? With(params string[] modules) => Candidates().FirstOrDefault(python => Imports(python, modules));

    /// <summary>Where a peer's script stands.</summary>
    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "peer", name);

    private static IEnumerable<string> Candidates() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Append("/usr/bin").Select(folder => Path.Combine(folder, "python3")).Where(File.Exists).Distinct();

    private static bool Imports(string python, string[] modules)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(python, ["-c", $"import {string.Join(", ", modules)}"]) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
