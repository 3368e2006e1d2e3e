namespace MedClip.Data;

public class FixedRunTests
{
    [Fact]
    public void A_run_holds_exactly_the_places_within_bounds()
    {
        var random = new SplitMix64(4);
        for (int round = 0; round < 2000; round++)
        {
            long start = random.Next(4000) - 2000;
            long step = random.Next(81) - 40;
            long low = random.Next(2000) - 1000;
            long high = low + random.Next(1000);
            FixedRun run = FixedRun.Of(start, step, low, high, 60);
            for (int x = 0; x < 60; x++)
            {
                (x >= run.Start && x < run.End).ShouldBe(start + (step * x) >= low && start + (step * x) < high, $"{start} + {step} · {x} in {low}…{high}");
            }
        }
    }

    [Fact]
    public void Two_runs_meet_where_both_hold()
    {
        new FixedRun(2, 9).And(new FixedRun(5, 20)).ShouldBe(new FixedRun(5, 9));
        FixedRun apart = new FixedRun(2, 4).And(new FixedRun(5, 20));
        (apart.End - apart.Start).ShouldBe(0);
    }
}
