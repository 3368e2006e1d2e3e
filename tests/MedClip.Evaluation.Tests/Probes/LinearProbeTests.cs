namespace MedClip.Evaluation.Tests;

public sealed class LinearProbeTests
{
    private static readonly (Points Points, FindingLabels[] Labels, int[] Patients) Test = ProbeCases.Draw(400, 2);

    [Fact]
    public void Findings_along_an_axis_are_found_and_shuffled_labels_are_not()
    {
        Auc(seed: 1, shuffled: false).ShouldBeGreaterThan(0.85);
        Enumerable.Range(10, 8).Average(seed => Auc((ulong)seed, shuffled: true)).ShouldBe(0.5, 0.1);
    }

    [Fact]
    public void The_strength_is_chosen_from_those_given()
    {
        var options = new LinearProbeOptions { Strengths = [1e-3, 1e-1] };
        Fit(300, options).Strengths.ShouldAllBe(c => options.Strengths.Contains(c));
        Fit(300, new LinearProbeOptions { Strengths = [0.5] }).Strengths.ShouldBe([0.5, 0.5]);
    }

    [Fact]
    public void A_finding_that_is_never_present_is_not_fitted_and_said()
    {
        (Points points, FindingLabels[] labels, int[] patients) = ProbeCases.Draw(100, 1);
        LinearProbe probe = LinearProbe.Fit(points, labels, patients, new FindingSet([Finding.Edema, Finding.Pneumothorax]));
        probe.NotFitted.ShouldBe([Finding.Pneumothorax]);
        probe.Score(points).Where((_, i) => i % 2 == 1).ShouldAllBe(s => s == 0);
    }

    [Fact]
    public void Nothing_to_fit_is_refused()
    {
        (Points points, FindingLabels[] labels, int[] patients) = ProbeCases.Draw(100, 1);
        Should.Throw<ArgumentException>(() => LinearProbe.Fit(points, labels, patients, new FindingSet([Finding.Pneumothorax]))).Message.ShouldContain("Pneumothorax");
    }

    [Fact]
    public void More_films_make_a_better_probe()
    {
        (Points points, FindingLabels[] labels, int[] patients) = ProbeCases.Draw(600, 3);
        IReadOnlyList<DataEfficiencyPoint> curve = DataEfficiency.Measure(
            points, labels, patients, Test.Points, Test.Labels, ProbeCases.Findings, [0.05, 0.3, 1], draws: 3, options: new LinearProbeOptions { Strengths = [0.1] });
        curve.Select(p => p.MeanAuc.Values.Count).ShouldBe([3, 3, 1]);
        curve[2].Films.ShouldBe(600);
        curve[2].MeanAuc.Mean.ShouldBeGreaterThan(curve[0].MeanAuc.Mean);
    }

    [Fact]
    public void Shares_must_rise() => Should.Throw<ArgumentException>(() => DataEfficiency.Measure(
        Test.Points, Test.Labels, Test.Patients, Test.Points, Test.Labels, ProbeCases.Findings, [0.5, 0.1])).Message.ShouldContain("rise");

    private static LinearProbe Fit(int count, LinearProbeOptions? options = null, ulong seed = 1, bool shuffled = false)
    {
        (Points points, FindingLabels[] labels, int[] patients) = ProbeCases.Draw(count, seed, shuffled);
        return LinearProbe.Fit(points, labels, patients, ProbeCases.Findings, options);
    }

    private static double Auc(ulong seed, bool shuffled) =>
        new ZeroShotProtocol().Evaluate(ProbeCases.Findings, Fit(200, new LinearProbeOptions { Strengths = [0.1] }, seed, shuffled).Score(Test.Points), Test.Labels).MeanAuc;
}
