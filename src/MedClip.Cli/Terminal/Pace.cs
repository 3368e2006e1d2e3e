namespace MedClip.Cli;

/// <summary>How fast some work goes, in words: "412 images/s, 2:10 left".</summary>
internal sealed class Pace(string unit, TimeProvider clock)
{
    private readonly long start = clock.GetTimestamp();

    public string Tell(long done, long total)
    {
        double seconds = clock.GetElapsedTime(start).TotalSeconds;
        if (done <= 0 || seconds <= 0)
        {
            return "";
        }

        double rate = done / seconds;
        return total == 0 ? $"{Rate(rate)} {unit}/s" : $"{Rate(rate)} {unit}/s, {TimeText.Of(TimeSpan.FromSeconds((total - done) / rate))} left";
    }

    private static string Rate(double rate) => rate >= 10 ? $"{rate:0}" : $"{rate:0.0}";
}
