using MedClip.Models;

namespace MedClip.Evaluation.Tests;

/// <summary>Heads that can be kept: they say what the probe says, learn what is there, and nothing where labels are shuffled.</summary>
public sealed class HeadTests
{
    private static readonly (Points Points, FindingLabels[] Labels, int[] Patients) Test = ProbeCases.Draw(400, 2);

    [Fact]
    public void A_probes_head_says_what_the_probe_says()
    {
        (Points points, FindingLabels[] labels, int[] patients) = ProbeCases.Draw(200, 1);
        LinearProbe probe = LinearProbe.Fit(points, labels, patients, ProbeCases.Findings, new LinearProbeOptions { Strengths = [0.1] });
        Scores(probe.ToHead(), Test.Points).Zip(probe.Score(Test.Points)).ShouldAllBe(p => Math.Abs(p.First - p.Second) < 1e-4f);
    }

    [Fact]
    public void A_head_leaves_out_what_was_not_fitted()
    {
        (Points points, FindingLabels[] labels, int[] patients) = ProbeCases.Draw(100, 1);
        LinearProbe.Fit(points, labels, patients, new FindingSet([Finding.Edema, Finding.Pneumothorax])).ToHead().Findings.ShouldBe(new FindingSet([Finding.Edema]));
    }

    [Theory]
    [InlineData(false, 0.85)]
    [InlineData(true, 0.75)] // A softmax over two findings tells them apart, not from their absence.
    public void Descent_finds_what_lies_along_an_axis_and_nothing_in_shuffled_labels(bool multiClass, double least)
    {
        Auc(seed: 1, shuffled: false, multiClass).ShouldBeGreaterThan(least);
        Enumerable.Range(10, 8).Average(seed => Auc((ulong)seed, shuffled: true, multiClass)).ShouldBe(0.5, 0.1);
    }

    [Fact]
    public void Equal_seeds_give_equal_heads_and_others_others()
    {
        (Points points, FindingLabels[] labels, _) = ProbeCases.Draw(200, 1);
        float[] Of(ulong seed) => Scores(SgdHead.Fit(points, labels, ProbeCases.Findings, new SgdHeadOptions { Epochs = 3, Seed = seed }), Test.Points);
        Of(1).ShouldBe(Of(1));
        Of(1).ShouldNotBe(Of(2));
    }

    [Fact]
    public void Descent_reaches_the_logistic_regression_of_the_same_penalty()
    {
        // λ = 1/(C·N): the mean loss with decay λ has the minimum of the sum with C, on standardised features.
        (Points points, FindingLabels[] labels, _) = ProbeCases.Draw(300, 5);
        ClassifierHead head = SgdHead.Fit(points, labels, new FindingSet([Finding.Edema]), new SgdHeadOptions { Epochs = 400, Batch = 300, LearningRate = 0.5, WeightDecay = 0.01, Momentum = 0.9 });
        double[] mean = points.Mean();
        double[] deviation = [.. Enumerable.Range(0, 8).Select(d => Math.Sqrt(Enumerable.Range(0, 300).Average(i => Math.Pow(points[i][d] - mean[d], 2))))];
        var standard = new Points([.. Enumerable.Range(0, 300).SelectMany(i => Enumerable.Range(0, 8).Select(d => (points[i][d] - mean[d]) / deviation[d]))], 8);
        LogisticRegression regression = LogisticRegression.Fit(
            standard, [.. labels.Select(l => l[Finding.Edema] == LabelValue.Positive ? 1 : 0)], 2, new LogisticRegressionOptions { C = 1 / (0.01 * 300) });
        for (int i = 0; i < 300; i++)
        {
            ((double)head.Logits([.. points[i].ToArray().Select(x => (float)x)])[0]).ShouldBe(regression.Logits(standard[i])[0], 0.02);
        }
    }

    [Fact]
    public void One_among_several_is_told_and_shuffled_classes_are_not()
    {
        Accuracy(shuffled: false).ShouldBeGreaterThan(0.85);
        Accuracy(shuffled: true).ShouldBe(0.5, 0.2);
        Should.Throw<ArgumentException>(() => MultiClassProbe.Fit(Test.Points, Test.Labels, Test.Patients, new FindingSet([Finding.Edema, Finding.Pneumonia])))
            .Message.ShouldContain("Pneumonia");
    }

    private static double Accuracy(bool shuffled)
    {
        (Points points, FindingLabels[] labels, int[] patients) = ProbeCases.Draw(400, 7, shuffled);
        ClassifierHead head = MultiClassProbe.Fit(points, labels, patients, ProbeCases.Findings).ToHead();
        return new ZeroShotProtocol().Evaluate(ProbeCases.Findings, Scores(head, Test.Points), Test.Labels).Accuracy!.Accuracy;
    }

    private static double Auc(ulong seed, bool shuffled, bool multiClass)
    {
        (Points points, FindingLabels[] labels, _) = ProbeCases.Draw(200, seed, shuffled);
        ClassifierHead head = SgdHead.Fit(points, labels, ProbeCases.Findings, new SgdHeadOptions { MultiClass = multiClass, Epochs = 20 });
        return new ZeroShotProtocol().Evaluate(ProbeCases.Findings, Scores(head, Test.Points), Test.Labels).MeanAuc;
    }

    private static float[] Scores(ClassifierHead head, Points points) =>
        [.. Enumerable.Range(0, points.Count).SelectMany(i => head.Logits([.. points[i].ToArray().Select(x => (float)x)]))];
}
