using MedClip.Benchmarks.Results;

namespace MedClip.Benchmarks.Tests.Results;

public sealed class GoalTests
{
    private static readonly Goal Faster = new("training/x", "a step", Figure.Ratio) { Must = 1.5, Stretch = 2, Arguments = "8" };
    private static readonly Goal Smaller = new("memory/x", "a size", Figure.Limit) { Must = 1, Stretch = 0.8 };

    [Theory]
    [InlineData(2.0, "stretch")]
    [InlineData(1.5, "must")]
    [InlineData(1.49, "missed")]
    public void A_ratio_is_met_from_below(double value, string verdict) => Faster.Verdict(value, hasAmx: false).ShouldBe(verdict);

    [Theory]
    [InlineData(0.8, "stretch")]
    [InlineData(1.0, "must")]
    [InlineData(1.01, "missed")]
    public void A_limit_is_met_from_above(double value, string verdict) => Smaller.Verdict(value, hasAmx: false).ShouldBe(verdict);

    [Fact]
    public void What_needs_tiles_is_only_reported_where_there_are_none_unless_it_is_met()
    {
        Goal half = Faster with { NeedsAmx = true };
        half.Verdict(1, hasAmx: true).ShouldBe("missed");
        half.Verdict(1, hasAmx: false).ShouldBe("reported");
        half.Verdict(1.6, hasAmx: false).ShouldBe("must");
    }

    [Fact]
    public void A_goal_says_its_command() => Faster.Command.ShouldBe("./build.sh bench training 8");

    [Fact]
    public void Every_row_belongs_to_a_mode_that_runs_or_to_another_machine() =>
        Goals.All.Select(goal => goal.Mode).Distinct().Except(Mode.All.Select(mode => mode.Name)).ShouldBe(["gpu"]);
}
