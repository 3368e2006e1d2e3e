namespace MedClip.Cli;

/// <summary>What a report calls a model.</summary>
internal static class ModelName
{
    /// <summary>The run's or checkpoint's folder.</summary>
    public static string Of(string checkpoint)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(checkpoint));
        string parent = Path.GetDirectoryName(full) ?? full;
        return Path.GetFileName(parent) == "checkpoints" ? Path.GetFileName(Path.GetDirectoryName(parent)) ?? full : Path.GetFileName(full);
    }
}
