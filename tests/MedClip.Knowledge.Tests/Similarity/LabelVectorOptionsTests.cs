namespace MedClip.Knowledge.Tests;

public sealed class LabelVectorOptionsTests
{
    private static readonly FindingSet Three = FindingSet.Of("No Finding", "Edema", "Fracture");

    [Theory]
    [InlineData(UncertaintyPolicy.AsPositive, 1)]
    [InlineData(UncertaintyPolicy.AsHalf, 0.5)]
    [InlineData(UncertaintyPolicy.AsNegative, -0.25)]
    [InlineData(UncertaintyPolicy.AsNotMentioned, 0)]
    public void Uncertain_labels_follow_the_policy(UncertaintyPolicy policy, double expected) =>
        Vector(new LabelVectorOptions(policy, NegativeWeight: 0.25), LabelValue.NotMentioned, LabelValue.Uncertain, LabelValue.Positive).ShouldBe([0, expected, 1]);

    [Fact]
    public void The_papers_vector_is_multi_hot() =>
        Vector(LabelVectorOptions.Paper, LabelValue.Positive, LabelValue.Negative, LabelValue.Uncertain).ShouldBe([1, 0, 0]);

    [Fact]
    public void Absence_counts_with_its_weight_and_the_other_sign() =>
        Vector(new LabelVectorOptions(NegativeWeight: 0.5), LabelValue.NotMentioned, LabelValue.Negative, LabelValue.Positive).ShouldBe([0, -0.5, 1]);

    [Fact]
    public void Blank_counts_as_absent_when_asked_but_no_finding_never_does() =>
        Vector(new LabelVectorOptions(NegativeWeight: 0.5, BlankIsNegative: true), LabelValue.NotMentioned, LabelValue.NotMentioned, LabelValue.Positive)
            .ShouldBe([0, -0.5, 1]);

    [Fact]
    public void An_image_and_a_sentence_that_deny_the_same_are_alike()
    {
        var options = new LabelVectorOptions(NegativeWeight: 0.5);
        double[] denies = Vector(options, LabelValue.NotMentioned, LabelValue.Negative, LabelValue.NotMentioned);
        double[] asserts = Vector(options, LabelValue.NotMentioned, LabelValue.Positive, LabelValue.NotMentioned);
        var similarity = new double[2];
        LabelSimilarity.Cosine(denies, [.. denies, .. asserts], 3, similarity);
        similarity.ShouldBe([1, -1]);
    }

    [Fact]
    public void A_weight_outside_zero_to_one_is_refused() =>
        Should.Throw<InvalidInputException>(() => Vector(new LabelVectorOptions(NegativeWeight: 2), LabelValue.Positive, LabelValue.Positive, LabelValue.Positive));

    private static double[] Vector(LabelVectorOptions options, params LabelValue[] values)
    {
        var vector = new double[Three.Count];
        options.CopyVector(new FindingLabels(Three, values), vector);
        return vector;
    }
}
