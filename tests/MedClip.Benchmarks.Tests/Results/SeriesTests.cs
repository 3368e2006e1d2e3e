using MedClip.Benchmarks.Results;

namespace MedClip.Benchmarks.Tests.Results;

public sealed class SeriesTests
{
    [Fact]
    public void The_median_is_the_middle_round() => Series.Of(5, 1, 2).ShouldBe(new Series(2, 1, 5, 3));

    [Fact]
    public void Of_an_even_number_it_is_the_mean_of_the_middle_two() => Series.Of(4, 1, 2, 10).ShouldBe(new Series(3, 1, 10, 4));

    [Fact]
    public void No_rounds_and_numbers_that_are_none_are_refused()
    {
        Should.Throw<ArgumentException>(() => Series.Of());
        Should.Throw<ArgumentException>(() => Series.Of(1, double.NaN));
    }

    [Fact]
    public void Ratios_are_taken_within_a_round_and_the_order_alternates()
    {
        var order = new List<string>();
        Func<double> Way(string name, double cost) => () =>
        {
            order.Add(name);

            // The machine slows down tenfold with each round.
            return cost * Math.Pow(10, (order.Count - 1) / 2);
        };

        Turns turns = Turns.Timed(2, 1, Way("a", 3), Way("b", 1));

        order.ShouldBe(["b", "a", "a", "b", "b", "a"]);
        turns.Ratio(0, 1).ShouldBe(new Series(3, 3, 3, 2));
    }
}
