namespace MedClip.Training.Tests;

public sealed class LearningRateScheduleTests
{
    [Fact]
    public void Warm_up_starts_at_zero_and_reaches_the_full_rate()
    {
        var schedule = new LearningRateSchedule { TotalSteps = 20, WarmupSteps = 4 };
        Enumerable.Range(0, 5).Select(step => schedule.Factor(step)).ToArray().ShouldAgree([0, 0.25, 0.5, 0.75, 1], 1e-15, "warm-up");
    }

    [Fact]
    public void A_cosine_is_half_way_in_the_middle_and_zero_at_the_end()
    {
        var schedule = new LearningRateSchedule { TotalSteps = 20, WarmupSteps = 4 };
        schedule.Factor(12).ShouldBe(0.5, 1e-15);
        schedule.Factor(20).ShouldBe(0, 1e-15);
    }

    [Fact]
    public void The_options_count_the_warm_up_in_whole_steps_rounded_up()
    {
        LearningRateSchedule schedule = new ScheduleOptions { WarmupRatio = 0.1 }.For(57035);
        (schedule.WarmupSteps, schedule.TotalSteps).ShouldBe((5704, 57035));
    }
}
