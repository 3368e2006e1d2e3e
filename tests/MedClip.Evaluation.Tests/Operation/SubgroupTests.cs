namespace MedClip.Evaluation.Tests;

public sealed class SubgroupTests
{
    [Fact]
    public void A_group_in_which_scores_say_nothing_stands_out()
    {
        SplitMix64 random = new SeedSequence(1).ToRandom();
        string[] groups = [.. Enumerable.Range(0, 400).Select(i => i % 2 == 0 ? "AP" : "PA")];
        bool[] labels = [.. groups.Select(_ => random.NextDouble() < 0.4)];
        double[] scores = [.. groups.Select((g, i) => random.NextGaussian() + (g == "PA" && labels[i] ? 2 : 0))];
        IReadOnlyList<SubgroupResult> results = Subgroups.Of(Finding.Edema, labels, scores, groups);
        results.Select(r => r.Group).ShouldBe(["AP", "PA"]);
        results[0].Result.Auc.ShouldBe(0.5, 0.1);
        results[1].Result.Auc.ShouldBeGreaterThan(0.85);
        results[0].DifferenceP.ShouldBeLessThan(1e-6);
        results[0].DifferenceP.ShouldBe(results[1].DifferenceP, 1e-12);
        random.Shuffle<string>(groups);
        Subgroups.Of(Finding.Edema, labels, scores, groups)[0].DifferenceP.ShouldBeGreaterThan(0.01);
    }

    [Fact]
    public void A_group_without_a_positive_has_no_auc()
    {
        SubgroupResult result = Subgroups.Of(Finding.Edema, [true, false, false], [2, 1, 0], ["a", "a", "b"])[1];
        double.IsNaN(result.Result.Auc).ShouldBeTrue();
        double.IsNaN(result.DifferenceP).ShouldBeTrue();
    }

    [Theory]
    [InlineData(0.0, "0–19")]
    [InlineData(19.9, "0–19")]
    [InlineData(60.0, "60–79")]
    [InlineData(80.0, "80+")]
    [InlineData(null, "unknown")]
    public void Ages_fall_into_bands(double? years, string band) => Subgroups.AgeBand(years).ShouldBe(band);
}
