namespace MedClip.Evaluation.Tests;

public sealed class AxisScaleTests
{
    [Theory]
    [InlineData(0.0, 1.0, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(0.61, 0.76, "0.60 0.65 0.70 0.75 0.80")]
    [InlineData(-3.0, 7.0, "-4 -2 0 2 4 6 8")]
    [InlineData(1.0, 9000.0, "0 2k 4k 6k 8k 10k")]
    public void Ticks_are_round_and_cover_the_data(double low, double high, string expected)
    {
        AxisScale scale = AxisScale.Around([low, high, double.NaN]);
        string.Join(' ', scale.Ticks.Select(scale.Label)).ShouldBe(expected);
        scale.Low.ShouldBeLessThanOrEqualTo(low);
        scale.High.ShouldBeGreaterThanOrEqualTo(high);
    }

    [Fact]
    public void One_value_lies_in_the_middle_and_nothing_gives_the_unit()
    {
        AxisScale.Around([2.0, 2.0]).Place(2).ShouldBe(0.5, 0.01);
        AxisScale.Around([double.NaN]).ShouldBe(AxisScale.Unit);
    }
}
