namespace MedClip.Knowledge.Tests;

public sealed class SoftTargetsTests
{
    [Fact]
    public void Targets_over_texts_of_equal_similarity_are_uniform()
    {
        var targets = new double[8];
        SoftTargets.OverTexts([.3, .3, .3, .3, 1, 1, 1, 1], 4, 1, targets);
        targets.ShouldAllBe(p => Math.Abs(p - 0.25) < 1e-15);
    }

    [Fact]
    public void Targets_over_images_run_down_the_columns()
    {
        double[] similarity = [0, 1, 2, 5, 7, 9]; // 2 images, 3 texts
        var targets = new double[6];
        SoftTargets.OverImages(similarity, 3, 1, targets);
        for (int text = 0; text < 3; text++)
        {
            (targets[2 * text] + targets[(2 * text) + 1]).ShouldBe(1, 1e-15);
            Math.Log(targets[(2 * text) + 1] / targets[2 * text]).ShouldBe(similarity[3 + text] - similarity[text], 1e-12);
        }
    }

    [Fact]
    public void A_lower_temperature_sharpens()
    {
        double[] warm = new double[2], cold = new double[2];
        SoftTargets.OverTexts([1, 0], 2, 1, warm);
        SoftTargets.OverTexts([1, 0], 2, 0.1, cold);
        warm[0].ShouldBe(1 / (1 + Math.Exp(-1)), 1e-15);
        cold[0].ShouldBe(1 / (1 + Math.Exp(-10)), 1e-15);
    }

    [Fact]
    public void Large_similarities_do_not_overflow()
    {
        double[] targets = [1e4, 0];
        SoftTargets.OverTexts(targets, 2, 0.01, targets);
        targets.ShouldBe([1, 0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_temperature_must_be_above_zero(double temperature) =>
        Should.Throw<ArgumentOutOfRangeException>(() => SoftTargets.OverTexts(new double[2], 2, temperature, new double[2]));

    [Fact]
    public void Wrong_sizes_are_refused()
    {
        Should.Throw<ArgumentException>(() => SoftTargets.OverTexts(new double[5], 2, 1, new double[5]));
        Should.Throw<ArgumentException>(() => SoftTargets.OverImages(new double[4], 2, 1, new double[3]));
        Should.Throw<ArgumentException>(() => SoftTargets.OverImages(new double[4], 0, 1, new double[4]));
    }
}
