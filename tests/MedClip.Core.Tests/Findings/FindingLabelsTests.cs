namespace MedClip.Core.Tests;

public class FindingLabelsTests
{
    private static readonly FindingSet Four = FindingSet.Of("Edema", "Fracture", "Pneumonia", "Cardiomegaly");

    private static readonly FindingLabels Labels =
        new(Four, [LabelValue.Positive, LabelValue.Uncertain, LabelValue.Negative, LabelValue.NotMentioned]);

    [Theory]
    [InlineData(UncertaintyPolicy.AsNegative, 0f)]
    [InlineData(UncertaintyPolicy.AsPositive, 1f)]
    [InlineData(UncertaintyPolicy.AsHalf, 0.5f)]
    [InlineData(UncertaintyPolicy.AsNotMentioned, 0f)]
    public void The_policy_says_what_uncertain_becomes(UncertaintyPolicy policy, float uncertain)
    {
        var vector = new float[4];
        Labels.CopyMultiHot(policy, vector);
        vector.ShouldBe([1, uncertain, 0, 0]);
    }

    [Fact]
    public void A_finding_outside_the_set_is_not_mentioned()
    {
        Labels[Finding.Edema].ShouldBe(LabelValue.Positive);
        Labels[Finding.Pneumonia].ShouldBe(LabelValue.Negative);
        Labels[Finding.PleuralEffusion].ShouldBe(LabelValue.NotMentioned);
        Labels.Positives.ShouldBe([Finding.Edema]);
        Labels.ToString().ShouldBe("Edema=1, Fracture=-1, Pneumonia=0");
    }

    [Fact]
    public void Nothing_mentioned_is_empty()
    {
        FindingLabels.None(Four).IsEmpty.ShouldBeTrue();
        Labels.IsEmpty.ShouldBeFalse();
        FindingLabels.Of(Four, Finding.Fracture).Values.ToArray()
            .ShouldBe([LabelValue.NotMentioned, LabelValue.Positive, LabelValue.NotMentioned, LabelValue.NotMentioned]);
    }

    [Fact]
    public void Wrong_counts_and_strangers_are_refused()
    {
        Should.Throw<ArgumentException>(() => new FindingLabels(Four, [LabelValue.Positive])).Message.ShouldContain("4 findings need as many labels, not 1");
        Should.Throw<ArgumentException>(() => Labels.CopyMultiHot(UncertaintyPolicy.AsHalf, new float[3])).Message.ShouldContain("4 are needed");
        Should.Throw<ArgumentException>(() => FindingLabels.Of(Four, Finding.PleuralOther)).Message.ShouldContain("no finding 'Pleural Other'");
    }
}
