using System.ComponentModel;
using System.Diagnostics;

namespace MedClip.Benchmarks.Results;

/// <summary>What was measured: the commit, with a plus where tracked files differ from it (the results' own files aside).</summary>
internal static class Commit
{
    public static string Of(string folder)
    {
        string commit = Git(folder, "rev-parse", "--short=10", "HEAD");
        string changed = Git(folder, "status", "--porcelain", "--untracked-files=no", "--", ":/", $":(exclude,top)benchmarks/{ResultFile.PageName}", $":(exclude,top)benchmarks/{ResultFile.JsonName}");
        return commit.Length == 0 ? "unknown" : changed.Length == 0 ? commit : $"{commit}+";
    }

    private static string Git(string folder, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("git", ["-C", folder, .. arguments]) { RedirectStandardOutput = true })!;
            string text = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0 ? text : "";
        }
        catch (Win32Exception)
        {
            return "";
        }
    }
}
