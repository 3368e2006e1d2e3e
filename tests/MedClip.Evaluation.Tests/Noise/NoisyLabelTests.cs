namespace MedClip.Evaluation.Tests;

public sealed class NoisyLabelTests
{
    private static readonly (Points Points, FindingLabels[] Labels, int[] Patients) Test = ProbeCases.Draw(400, 2);

    [Fact]
    public void As_many_labels_are_turned_as_asked_and_the_same_ones_at_higher_rates()
    {
        (_, FindingLabels[] labels, _) = ProbeCases.Draw(2000, 1);
        HashSet<int> Turned(double rate)
        {
            IReadOnlyList<FindingLabels> noisy = LabelFlips.Flip(labels, ProbeCases.Findings, rate, new SeedSequence(3));
            return [.. Enumerable.Range(0, labels.Length).Where(i => noisy[i][Finding.Edema] == LabelValue.Positive != (labels[i][Finding.Edema] == LabelValue.Positive))];
        }

        Turned(0).ShouldBeEmpty();
        Turned(1).Count.ShouldBe(2000);
        (Turned(0.2).Count / 2000.0).ShouldBe(0.2, 0.03);
        Turned(0.2).IsSubsetOf(Turned(0.4)).ShouldBeTrue();
    }

    [Fact]
    public void Uncertain_labels_stay_uncounted()
    {
        var one = new FindingLabels(ProbeCases.Findings, [LabelValue.Uncertain, LabelValue.NotMentioned]);
        FindingLabels turned = LabelFlips.Flip([one], ProbeCases.Findings, 1, new SeedSequence(1))[0];
        turned[Finding.Edema].ShouldBe(LabelValue.Uncertain);
        turned[Finding.Fracture].ShouldBe(LabelValue.Positive);
    }

    [Fact]
    public void Heads_get_worse_with_wrong_labels_and_learn_nothing_when_half_are_wrong()
    {
        (Points points, FindingLabels[] labels, _) = ProbeCases.Draw(300, 1);
        IReadOnlyList<NoisyLabelPoint> curve = NoisyLabels.Measure(
            points, labels, Test.Points, Test.Labels, ProbeCases.Findings, [0, 0.3, 0.5], coTeaching: true, draws: 6, new SgdHeadOptions { Epochs = 15 });
        curve[0].MeanAuc.Mean.ShouldBeGreaterThan(0.9);
        curve[1].MeanAuc.Mean.ShouldBeInRange(0.6, curve[0].MeanAuc.Mean);
        curve[2].MeanAuc.Mean.ShouldBe(0.5, 0.15);
        curve[1].CoTeachingAuc!.Mean.ShouldBeGreaterThan(curve[1].MeanAuc.Mean - 0.03);
        curve[2].CoTeachingAuc!.Mean.ShouldBe(0.5, 0.2);
        curve.ShouldAllBe(p => p.MeanAuc.Values.Count == 6);
    }

    [Fact]
    public void Shuffled_labels_teach_co_teaching_nothing()
    {
        double Auc(ulong seed, bool shuffled)
        {
            (Points points, FindingLabels[] labels, _) = ProbeCases.Draw(200, seed, shuffled);
            return new ZeroShotProtocol().Evaluate(
                ProbeCases.Findings, NoisyLabels.Scores(CoTeaching.Fit(points, labels, ProbeCases.Findings, new CoTeachingOptions { Descent = new SgdHeadOptions { Epochs = 15 } }), Test.Points),
                Test.Labels).MeanAuc;
        }

        Auc(1, shuffled: false).ShouldBeGreaterThan(0.85);
        Enumerable.Range(10, 8).Average(seed => Auc((ulong)seed, shuffled: true)).ShouldBe(0.5, 0.1);
    }

    [Fact]
    public void Rates_must_rise() => Should.Throw<ArgumentException>(() => NoisyLabels.Measure(
        Test.Points, Test.Labels, Test.Points, Test.Labels, ProbeCases.Findings, [0.4, 0.1])).Message.ShouldContain("rise");
}
