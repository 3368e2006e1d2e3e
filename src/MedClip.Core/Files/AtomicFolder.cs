using System.Runtime.InteropServices;

namespace MedClip;

/// <summary>
/// Writes a folder aside, flushes its files to the disk, and puts it in place: a reader sees the old folder or the new one, never
/// a half, even when the process is killed at any moment.
/// </summary>
public static partial class AtomicFolder
{
    private const int CurrentFolder = -100;
    private const uint Exchange = 2;

    /// <summary>Writes a folder.</summary>
    /// <param name="path">Where the folder is to stand; one that stands there is replaced whole.</param>
    /// <param name="fill">Writes the files into the folder that it is given. When it throws, nothing is left behind and an older folder stays.</param>
    public static void Write(string path, Action<string> fill)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(fill);
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        string parent = Path.GetDirectoryName(full)!;
        Directory.CreateDirectory(parent);
        RemoveLeftovers(parent, Path.GetFileName(full));
        string aside = $"{full}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(aside);
            fill(aside);
            FlushFiles(aside);
            Place(aside, full);
        }
        finally
        {
            if (Directory.Exists(aside))
            {
                Directory.Delete(aside, recursive: true);
            }
        }
    }

    private static void FlushFiles(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
            stream.Flush(flushToDisk: true);
        }
    }

    private static void Place(string aside, string full)
    {
        if (!Directory.Exists(full))
        {
            Directory.Move(aside, full);
        }
        else if (!TryExchange(aside, full))
        {
            // Without an exchange there is a moment in which only the old folder's other name stands.
            string old = $"{full}.{Guid.NewGuid():N}.tmp";
            Directory.Move(full, old);
            Directory.Move(aside, full);
            Directory.Delete(old, recursive: true);
        }
    }

    // After the exchange the name that was aside holds the old folder.
    private static bool TryExchange(string aside, string full)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        try
        {
            return RenameAt2(CurrentFolder, aside, CurrentFolder, full, Exchange) == 0;
        }
        catch (Exception missing) when (missing is EntryPointNotFoundException or DllNotFoundException)
        {
            return false;
        }
    }

    // What a killed process left aside; the process that writes a folder is the only one that writes it.
    private static void RemoveLeftovers(string parent, string name)
    {
        foreach (string leftover in Directory.EnumerateDirectories(parent, $"{name}.*.tmp"))
        {
            Directory.Delete(leftover, recursive: true);
        }
    }

    [LibraryImport("libc", EntryPoint = "renameat2", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int RenameAt2(int oldFolder, string oldPath, int newFolder, string newPath, uint flags);
}
