namespace MedClip.Cli;

/// <summary>Progress as plain lines: one at the start of each ten seconds, and one at the end.</summary>
internal sealed class PlainProgress(string title, CliConsole console, TimeProvider clock) : IProgressDisplay
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private long last = clock.GetTimestamp();

    public void Report(long done, long total, string detail)
    {
        lock (gate)
        {
            if ((total == 0 || done < total) && clock.GetElapsedTime(last) < Interval)
            {
                return;
            }

            last = clock.GetTimestamp();
        }

        console.Say($"{title}: {done}{(total > 0 ? $"/{total}" : "")}{(detail.Length > 0 ? ", " + detail : "")}");
    }
}
