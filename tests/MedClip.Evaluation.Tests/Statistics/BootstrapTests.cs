namespace MedClip.Evaluation.Tests;

public sealed class BootstrapTests
{
    private static readonly bool[] Labels = [.. Enumerable.Range(0, 200).Select(i => i % 3 == 0)];
    private static readonly double[] Scores = [.. Enumerable.Range(0, 200).Select(i => ((i * 37) % 101) + (i % 3 == 0 ? 20 : 0.0))];

    [Fact]
    public void The_sorted_auc_is_the_weighted_auc()
    {
        BootstrapDistribution fast = Bootstrap.Auc(Labels, Scores, draws: 50, seed: 4);
        BootstrapDistribution plain = Bootstrap.Of(200, w => Metrics.Auc(Labels, Scores, w), draws: 50, seed: 4);
        fast.Draws.ToArray().ShouldAgree([.. plain.Draws], "draws");
        fast.Value.ShouldAgree(Metrics.Auc(Labels, Scores), "value");
    }

    [Fact]
    public void Equal_seeds_give_equal_draws_and_others_do_not()
    {
        Bootstrap.Auc(Labels, Scores, draws: 20, seed: 1).Draws.ShouldBe(Bootstrap.Auc(Labels, Scores, draws: 20, seed: 1).Draws);
        Bootstrap.Auc(Labels, Scores, draws: 20, seed: 1).Draws.ShouldNotBe(Bootstrap.Auc(Labels, Scores, draws: 20, seed: 2).Draws);
    }

    [Fact]
    public void Ten_copies_of_each_film_widen_the_interval_only_by_patient()
    {
        bool[] labels = [.. Labels.SelectMany(l => Enumerable.Repeat(l, 10))];
        double[] scores = [.. Scores.SelectMany(s => Enumerable.Repeat(s, 10))];
        int[] patients = [.. Enumerable.Range(0, 200).SelectMany(p => Enumerable.Repeat(p, 10))];
        double once = Bootstrap.Auc(Labels, Scores, draws: 400).StandardError;
        double byPatient = Bootstrap.Auc(labels, scores, patients, draws: 400).StandardError;
        double byFilm = Bootstrap.Auc(labels, scores, draws: 400).StandardError;
        byPatient.ShouldBe(once, once * 0.2);
        byFilm.ShouldBeLessThan(once / 2);
    }

    [Fact]
    public void Resamples_without_a_positive_are_counted_and_left_out()
    {
        BootstrapDistribution actual = Bootstrap.Auc([true, false, false], [3, 1, 2], draws: 200);
        actual.Undefined.ShouldBeGreaterThan(0);
        actual.Percentile().ShouldBe(new Interval(1, 1));
    }

    [Fact]
    public void Too_little_to_resample_is_refused() =>
        Should.Throw<ArgumentException>(() => Bootstrap.Auc([true, false], [1, 2], [5, 5])).Message.ShouldContain("1 groups");

    [Fact]
    public void The_acceleration_of_an_auc_is_that_of_leaving_out_each_group()
    {
        // Ties within and between groups, and groups of both classes.
        double[] scores = [.. Scores.Select(score => Math.Round(score, 1))];
        int[] groups = [.. Enumerable.Range(0, scores.Length).Select(i => i * 7 % 31)];
        foreach (int[]? by in (int[]?[])[null, groups])
        {
            BootstrapDistribution fast = Bootstrap.Auc(Labels, scores, by, draws: 200, seed: 4);
            BootstrapDistribution plain = Bootstrap.Of(scores.Length, w => Metrics.Auc(Labels, scores, w), by, draws: 200, seed: 4);
            fast.Acceleration.ShouldBe(plain.Acceleration, 1e-9);
            fast.Bca().Low.ShouldBe(plain.Bca().Low, 1e-9);
        }
    }
}
