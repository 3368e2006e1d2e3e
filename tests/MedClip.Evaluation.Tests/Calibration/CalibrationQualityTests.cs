namespace MedClip.Evaluation.Tests;

public sealed class CalibrationQualityTests
{
    private readonly SplitMix64 random = new SeedSequence(8).ToRandom();

    [Theory]
    [InlineData(1.0, 1.0)]
    [InlineData(2.0, 0.5)]
    [InlineData(0.5, 2.0)]
    public void The_slope_says_how_sure_probabilities_are(double exaggeration, double slope)
    {
        double[] logits = [.. Enumerable.Range(0, 20_000).Select(_ => random.NextGaussian() - 1)];
        bool[] labels = [.. logits.Select(z => random.NextDouble() < Sigmoid(z))];
        CalibrationQuality quality = CalibrationQuality.Of(labels, [.. logits.Select(z => Sigmoid(z * exaggeration))]);
        quality.Slope.ShouldBe(slope, 0.08 * slope);
        quality.Intercept.ShouldBe(0, 0.08);
        quality.BrierSkill.ShouldBeGreaterThan(0);
        (quality.Bins.Ece < 0.02).ShouldBe(exaggeration == 1);
    }

    [Fact]
    public void Saying_the_prevalence_has_no_skill() =>
        CalibrationQuality.Of([true, false, false, false], [0.25, 0.25, 0.25, 0.25]).BrierSkill.ShouldBe(0, 1e-12);

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));
}
