namespace MedClip.Evaluation.Tests;

public sealed class OperatingPointTests
{
    private static readonly bool[] Labels = [true, true, true, true, false, false, false, false, false, false];
    private static readonly double[] Scores = [0.9, 0.8, 0.6, 0.2, 0.7, 0.5, 0.4, 0.3, 0.1, 0.1];

    [Fact]
    public void A_threshold_does_what_counting_says()
    {
        OperatingPoint point = OperatingPoints.At(Labels, Scores, 0.6);
        point.Sensitivity.ShouldBe(0.75);
        point.Specificity.ShouldBe(5 / 6.0);
        point.SensitivityInterval.ShouldBe(ProportionInterval.Wilson(3, 4));
        point.SpecificityInterval.ShouldBe(ProportionInterval.Wilson(5, 6));
    }

    [Fact]
    public void Youden_and_fixed_rates_choose_the_right_thresholds()
    {
        OperatingPoints.Youden(Labels, Scores).Threshold.ShouldBe(0.6);
        OperatingPoints.AtSpecificity(Labels, Scores, 1).Threshold.ShouldBe(0.8);
        OperatingPoints.AtSpecificity(Labels, Scores, 0.8).Sensitivity.ShouldBe(0.75);
        OperatingPoints.AtSensitivity(Labels, Scores, 1).Threshold.ShouldBe(0.2);
        OperatingPoints.AtSensitivity(Labels, Scores, 1).Specificity.ShouldBe(2 / 6.0);
    }

    [Fact]
    public void Predictive_values_follow_the_prevalence()
    {
        OperatingPoint point = OperatingPoints.At(Labels, Scores, 0.6);
        point.PositivePredictiveValue(0.4).ShouldBe(3 / 4.0, 1e-12);
        point.NegativePredictiveValue(0.4).ShouldBe(5 / 6.0, 1e-12);
        point.PositivePredictiveValue(0.01).ShouldBeLessThan(0.05);
        Should.Throw<ArgumentOutOfRangeException>(() => point.PositivePredictiveValue(0));
    }

    [Fact]
    public void Abstaining_from_unsure_cases_lowers_the_risk()
    {
        AbstentionCurve curve = AbstentionCurve.Of([true, true, false, true, false], [5, 4, 3, 3, 1]);
        curve.Coverage.ShouldBe([0.2, 0.4, 0.8, 1]);
        curve.Risk.ShouldBe([0, 0, 0.25, 0.4]);
        curve.CoverageAtRisk(0.3).ShouldBe(0.8);
        curve.CoverageAtRisk(0.1).ShouldBe(0.4);
        AbstentionCurve.Of([false], [1]).CoverageAtRisk(0.5).ShouldBe(0);
    }
}
