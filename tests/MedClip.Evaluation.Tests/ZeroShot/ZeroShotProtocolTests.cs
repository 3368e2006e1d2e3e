namespace MedClip.Evaluation.Tests;

public sealed class ZeroShotProtocolTests
{
    private static readonly FindingSet Two = FindingSet.Of("Edema", "Fracture");

    private static FindingLabels L(LabelValue edema, LabelValue fracture) => new(Two, [edema, fracture]);

    [Fact]
    public void Each_finding_reads_its_own_column()
    {
        FindingLabels[] labels =
        [
            L(LabelValue.Positive, LabelValue.Negative), L(LabelValue.Negative, LabelValue.Positive),
            L(LabelValue.Positive, LabelValue.Positive), L(LabelValue.Negative, LabelValue.Negative),
        ];
        // Edema ranks perfectly; Fracture perfectly wrong.
        ZeroShotResult result = new ZeroShotProtocol().Evaluate(Two, [0.9f, 0.8f, 0.1f, 0.1f, 0.8f, 0.2f, 0.2f, 0.9f], labels);
        result.Findings[0].Auc.ShouldBe(1);
        result.Findings[1].Auc.ShouldBe(0);
        result.MeanAuc.ShouldBe(0.5);
        // Films 0 and 1 have exactly one finding: 0 is called Edema (right), 1 ties and takes the first (wrong).
        result.AccuracyImages.ShouldBe(2);
        result.Accuracy!.Accuracy.ShouldBe(0.5);
    }

    [Fact]
    public void Uncertain_and_blank_labels_follow_the_options()
    {
        FindingLabels[] labels =
        [
            L(LabelValue.Positive, LabelValue.Negative), L(LabelValue.Uncertain, LabelValue.Negative),
            L(LabelValue.NotMentioned, LabelValue.Negative), L(LabelValue.Negative, LabelValue.Negative),
        ];
        float[] scores = new float[8];
        (int, int) Counts(GroundTruthPolicy? options)
        {
            FindingResult edema = new ZeroShotProtocol(options).Evaluate(Two, scores, labels).Findings[0];
            return (edema.Images, edema.Positives);
        }

        Counts(null).ShouldBe((3, 1));
        Counts(new() { Uncertain = UncertaintyPolicy.AsPositive }).ShouldBe((4, 2));
        Counts(new() { Uncertain = UncertaintyPolicy.AsNegative }).ShouldBe((4, 1));
        Counts(new() { BlankIsAbsent = false }).ShouldBe((2, 1));
    }

    [Fact]
    public void A_finding_without_positives_has_no_auc_and_leaves_the_mean_alone()
    {
        FindingLabels[] labels = [L(LabelValue.Positive, LabelValue.Negative), L(LabelValue.Negative, LabelValue.Negative)];
        ZeroShotResult result = new ZeroShotProtocol().Evaluate(Two, [2, 0, 1, 0], labels);
        result.Findings[1].Auc.ShouldBe(double.NaN);
        result.Findings[1].Roc.ShouldBeNull();
        result.MeanAuc.ShouldBe(1);
        result.Findings[0].AucInterval.ShouldBeNull(); // One positive has no variance.
    }

    [Fact]
    public void Scores_that_do_not_fit_are_refused() =>
        Should.Throw<ArgumentException>(() => new ZeroShotProtocol().Evaluate(Two, [1f], [FindingLabels.None(Two)])).Message.ShouldContain("do not fit");
}
