namespace MedClip.Cli;

/// <summary>Durations as people read them.</summary>
internal static class TimeText
{
    /// <summary>"0:07", "12:40", "3:05:00".</summary>
    public static string Of(TimeSpan time) => time.TotalHours >= 1
        ? $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}"
        : $"{time.Minutes}:{time.Seconds:00}";
}
