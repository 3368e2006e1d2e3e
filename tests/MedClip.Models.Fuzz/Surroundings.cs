using System.Globalization;

namespace MedClip.Models.Fuzz;

/// <summary>What reading a file must not change: folders, and the processes that this one has started.</summary>
public sealed class Surroundings
{
    private readonly string[] folders;
    private readonly string[] files;
    private readonly string processes;

    /// <summary>Remembers what is there.</summary>
    /// <param name="folders">The folders to watch, beside the current one.</param>
    public Surroundings(params string[] folders)
    {
        this.folders = [Directory.GetCurrentDirectory(), .. folders];
        files = List();
        processes = Processes();
    }

    /// <summary>What has changed, in words; null when nothing has.</summary>
    public string? Change(bool withProcesses = true)
    {
        string[] now = List();
        return now.Except(files).FirstOrDefault() is { } made ? $"made the file {made}"
            : files.Except(now).FirstOrDefault() is { } gone ? $"removed the file {gone}"
            : withProcesses && Processes() is var children && children != processes ? $"started a process ({processes} before, {children} after)"
            : null;
    }

    private string[] List() => [.. folders.SelectMany(folder => Directory.EnumerateFileSystemEntries(folder))];

    // Living children of all threads, and the page faults of those that have ended: no process runs without one.
    private static string Processes()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "";
        }

        string stat = File.ReadAllText("/proc/self/stat");
        string ended = stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[8];
        IEnumerable<string> living = Directory.EnumerateDirectories("/proc/self/task").Select(task =>
        {
            try
            {
                return File.ReadAllText(Path.Combine(task, "children")).Trim();
            }
            catch (IOException)
            {
                return "";   // the thread has ended meanwhile
            }
        });
        return string.Create(CultureInfo.InvariantCulture, $"[{string.Join(' ', living.Where(text => text.Length > 0).Order(StringComparer.Ordinal))}] {ended}");
    }
}
