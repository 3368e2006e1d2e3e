namespace MedClip.Models;

/// <summary>
/// Replaces a folder so that a process killed at any moment leaves the previous or the new one: files are written into a hidden folder
/// beside it, flushed, and the folders renamed. Between the two renames the name is free; <see cref="Find"/> then still finds the new one.
/// </summary>
internal static class FolderCommit
{
    private const string Partial = ".partial";
    private const string Previous = ".previous";

    /// <summary>Writes a folder and puts it in place.</summary>
    /// <param name="folder">Where it is to stand.</param>
    /// <param name="write">Writes the files into the folder that it is given; the file that makes it complete comes last.</param>
    /// <param name="isComplete">Whether a folder holds all it should.</param>
    public static void Write(string folder, Action<string> write, Func<string, bool> isComplete)
    {
        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        Tidy(target, isComplete);
        string aside = Sibling(target, Partial);
        bool written = false;
        try
        {
            Directory.CreateDirectory(aside);
            write(aside);
            foreach (string file in Directory.EnumerateFiles(aside, "*", SearchOption.AllDirectories))
            {
                using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
                stream.Flush(flushToDisk: true);
            }

            written = true;
            string? old = null;
            if (Directory.Exists(target))
            {
                old = Sibling(target, Previous);
                Directory.Move(target, old);
            }

            Directory.Move(aside, target);
            if (old is not null)
            {
                Directory.Delete(old, recursive: true);
            }
        }
        catch
        {
            // Between the renames the folder aside is the only whole one.
            if ((!written || Directory.Exists(target)) && Directory.Exists(aside))
            {
                Directory.Delete(aside, recursive: true);
            }

            throw;
        }
    }

    /// <summary>The folder, or what a killed writer left complete of it.</summary>
    /// <param name="folder">A folder that <see cref="Write"/> may have written.</param>
    /// <param name="isComplete">Whether a folder holds all it should.</param>
    /// <returns>A complete folder, or null.</returns>
    public static string? Find(string folder, Func<string, bool> isComplete)
    {
        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (Directory.Exists(target))
        {
            return isComplete(target) ? target : null;
        }

        return Siblings(target, Partial).FirstOrDefault(isComplete) ?? Siblings(target, Previous).FirstOrDefault(isComplete);
    }

    /// <summary>Whether a folder's name is one that a writer uses while it writes.</summary>
    /// <param name="folder">A folder.</param>
    public static bool IsTemporary(string folder) =>
        folder.EndsWith(Partial, StringComparison.Ordinal) || folder.EndsWith(Previous, StringComparison.Ordinal);

    // Puts back what a killed writer left between its two renames, then removes the rest.
    private static void Tidy(string target, Func<string, bool> isComplete)
    {
        if (!Directory.Exists(target) && Find(target, isComplete) is { } left)
        {
            Directory.Move(left, target);
        }

        foreach (string old in Siblings(target, Partial).Concat(Siblings(target, Previous)).ToList())
        {
            Directory.Delete(old, recursive: true);
        }
    }

    private static string Sibling(string target, string kind) =>
        Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}{kind}");

    private static IEnumerable<string> Siblings(string target, string kind)
    {
        string parent = Path.GetDirectoryName(target)!;
        string pattern = $".{Path.GetFileName(target)}.*{kind}";
        return Directory.Exists(parent)
            ? Directory.EnumerateDirectories(parent, pattern).OrderByDescending(Directory.GetLastWriteTimeUtc).ThenBy(f => f, StringComparer.Ordinal)
            : [];
    }
}
