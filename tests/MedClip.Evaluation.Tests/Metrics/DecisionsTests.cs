namespace MedClip.Evaluation.Tests;

public sealed class DecisionsTests
{
    // Two true positives, one miss, three true negatives, one false alarm.
    private static readonly bool[] Labels = [true, true, true, false, false, false, false];
    private static readonly double[] Scores = [0.9, 0.5, 0.4, 0.1, 0.2, 0.3, 0.7];

    [Fact]
    public void A_score_at_the_threshold_is_called_present()
    {
        BinaryDecisions d = BinaryDecisions.At(Labels, Scores, 0.5);
        d.ShouldBe(new BinaryDecisions(3, 1, 1, 2));
        d.Recall.ShouldBe(2.0 / 3, 1e-12);
        d.Specificity.ShouldBe(0.75);
        d.Precision.ShouldBe(2.0 / 3, 1e-12);
        d.NegativePredictiveValue.ShouldBe(0.75);
        d.Youden.ShouldBe((2.0 / 3) - 0.25, 1e-12);
        d.FBeta(2).ShouldBe(5 * 2.0 / ((5 * 2) + (4 * 1) + 1), 1e-12);
        d.Mcc.ShouldBe(5 / 12.0, 1e-12);
    }

    [Fact]
    public void Averages_over_several_findings_read_columns()
    {
        var metrics = new MultiLabelMetrics([true, false, false, true], [0.9, 0.8, 0.1, 0.2], 2);
        metrics.AucPerFinding.ShouldBe([1.0, 0.0]);
        metrics.MacroAuc.ShouldBe(0.5);
        metrics.SubsetAccuracy(0.5).ShouldBe(0);
        metrics.DecisionsOf(1, 0.5).ShouldBe(new BinaryDecisions(0, 1, 1, 0));
        Should.Throw<ArgumentException>(() => new MultiLabelMetrics([true], [1], 2)).Message.ShouldContain("whole rows");
    }

    [Fact]
    public void The_first_of_equal_classes_is_called()
    {
        MultiClassMetrics.ArgMax([1, 1, 0, 0, 2, 2], 3).ShouldBe([0, 1]);
        MultiClassMetrics.TopK([3, 2, 1, 1, 2, 3], [1, 0], 3, 2).ShouldBe(0.5);
        MultiClassMetrics.Brier([1, 0, 0.5, 0.5], [0, 1], 2).ShouldBe(0.25);
        MultiClassMetrics.LogLoss([0.25, 0.75], [0], 2).ShouldBe(-Math.Log(0.25), 1e-12);
        Should.Throw<ArgumentException>(() => MultiClassMetrics.ArgMax([1, 2, 3], 2)).Message.ShouldContain("whole rows of 2");
        Should.Throw<ArgumentException>(() => MultiClassMetrics.Brier([1, 0], [0, 1], 2)).Message.ShouldContain("2 rows");
    }

    [Fact]
    public void Calibration_compares_confidence_with_frequency()
    {
        CalibrationBins bins = CalibrationBins.Of([true, false, true, true], [0.2, 0.2, 0.9, 0.7], 2);
        bins.Counts.ShouldBe([2, 2]);
        bins.Ece.ShouldBe((0.5 * 0.3) + (0.5 * 0.2), 1e-12);
        bins.Mce.ShouldBe(0.3, 1e-12);
        CalibrationBins.Of([true, false], [0, 0.5], 2, CalibrationBinning.EqualWidthClosedAbove).Counts.ShouldBe([1, 0]);
        CalibrationBins.Of([true, false, true], [0.1, 0.2, 0.3], 2, CalibrationBinning.EqualCount).Counts.ShouldBe([2, 1]);
    }

    [Fact]
    public void Intervals_hold_the_proportion_and_reach_the_ends()
    {
        // Wilson for 8 of 10 by hand: centre (.8 + z²/20)/(1 + z²/10).
        Interval wilson = ProportionInterval.Wilson(8, 10);
        wilson.Low.ShouldBe(0.4901625, 1e-6);
        wilson.High.ShouldBe(0.9433178, 1e-6);
        ProportionInterval.Exact(0, 10).ShouldBe(new Interval(0, ProportionInterval.Exact(0, 10).High));
        ProportionInterval.Exact(0, 10).High.ShouldBe(1 - Math.Pow(0.025, 0.1), 1e-12);
        ProportionInterval.WilsonCorrected(10, 10).High.ShouldBe(1);
        Should.Throw<ArgumentOutOfRangeException>(() => ProportionInterval.Wilson(11, 10));
        Should.Throw<ArgumentOutOfRangeException>(() => ProportionInterval.Wilson(1, 10, 1));
    }

    [Fact]
    public void The_released_evaluator_gives_saturated_logits_to_the_first_class()
    {
        ReferenceEvaluator.BinarySigmoids([40, 50], [1], 2).Accuracy.ShouldBe(0);
        ReferenceEvaluator.BinarySigmoids([20, 21], [1], 2, singlePrecision: true).Accuracy.ShouldBe(0);
        ReferenceEvaluator.BinarySigmoids([20, 21], [1], 2).Accuracy.ShouldBe(1);
        ReferenceEvaluator.BinaryOneLogit([0, -1], [1, 0]).Accuracy.ShouldBe(1); // σ(0) = ½ is called present.
    }
}
