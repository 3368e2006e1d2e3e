namespace MedClip.Cli.Tests;

public class PaceTests
{
    private sealed class Clock : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }

    [Theory]
    [InlineData(10, 50, 100, "5.0 images/s, 0:10 left")]
    [InlineData(2, 100, 10000, "50 images/s, 3:18 left")]
    [InlineData(10, 10, 100000, "1.0 images/s, 27:46:30 left")]
    [InlineData(0, 5, 10, "")]
    public void The_rate_so_far_tells_the_time_left(long seconds, long done, long total, string says)
    {
        var clock = new Clock();
        var pace = new Pace("images", clock);
        clock.Seconds = seconds;

        pace.Tell(done, total).ShouldBe(says);
    }
}
