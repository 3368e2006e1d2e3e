namespace MedClip.Evaluation.Tests;

public sealed class TrainingCurveTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public void Steps_are_read_a_cut_line_is_passed_over_and_the_last_telling_counts()
    {
        File.WriteAllText(path, """
            {"step":1,"loss":4}
            {"step":2,"loss":9}
            {"step":2,"loss":3}
            {"step":2,"metric":0.7,"metricName":"mean AUC"}
            {"step":3,"lo
            """);
        TrainingCurve curve = TrainingCurve.Read(path);
        curve.Loss.ShouldBe([new ChartPoint(1, 4), new ChartPoint(2, 3)]);
        curve.Validation.ShouldBe([new ChartPoint(2, 0.7)]);
        curve.ValidationName.ShouldBe("mean AUC");
    }

    [Fact]
    public void A_long_log_is_thinned_by_means()
    {
        File.WriteAllLines(path, Enumerable.Range(1, 1000).Select(i => $"{{\"step\":{i},\"loss\":{i % 2}}}"));
        TrainingCurve curve = TrainingCurve.Read(path);
        curve.Loss.Count.ShouldBeLessThanOrEqualTo(400);
        curve.Loss[^1].X.ShouldBe(1000);
        curve.Loss[0].Y.ShouldBe(2.0 / 3, 1e-12); // steps 1, 2, 3
    }

    [Fact]
    public void A_log_without_a_step_or_a_missing_one_is_named()
    {
        File.WriteAllText(path, "nothing\n");
        Should.Throw<InvalidInputException>(() => TrainingCurve.Read(path)).Message.ShouldContain("holds no step");
        Should.Throw<InvalidInputException>(() => TrainingCurve.Read(path + ".none")).Message.ShouldContain("no such log");
    }
}
