namespace MedClip.Training.Tests;

public sealed class LabelVectorsTests
{
    private static readonly FindingSet Three = FindingSet.Of("Edema", "Fracture", "Pneumonia");

    private static FindingLabels Labels(params LabelValue[] values) => new(Three, values);

    [Fact]
    public void Presence_counts_and_absence_does_not()
    {
        new LabelVectors(Three, UncertaintyPolicy.AsNegative)
            .Encode([Labels(LabelValue.Positive, LabelValue.Negative, LabelValue.NotMentioned), Labels(LabelValue.Uncertain, LabelValue.Positive, LabelValue.Positive)])
            .ShouldBe([1f, 0, 0, 0, 1, 1]);
    }

    [Theory]
    [InlineData(UncertaintyPolicy.AsNegative, -0.25f)]
    [InlineData(UncertaintyPolicy.AsPositive, 1f)]
    [InlineData(UncertaintyPolicy.AsHalf, 0.5f)]
    [InlineData(UncertaintyPolicy.AsNotMentioned, 0f)]
    public void Absence_may_count_against_and_uncertainty_goes_by_policy(UncertaintyPolicy policy, float uncertain)
    {
        new LabelVectors(Three, policy, absenceWeight: 0.25)
            .Encode([Labels(LabelValue.Uncertain, LabelValue.Negative, LabelValue.Positive)]).ShouldBe([uncertain, -0.25f, 1]);
    }

    [Fact]
    public void Labels_of_another_set_are_put_in_order()
    {
        FindingLabels other = FindingLabels.Of(FindingSet.CheXpert, Finding.Pneumonia, Finding.Cardiomegaly);
        new LabelVectors(Three, UncertaintyPolicy.AsNegative).Encode([other]).ShouldBe([0f, 0, 1]);
    }

    [Fact]
    public void A_rare_finding_weighs_more()
    {
        FindingLabels[] images =
        [
            .. Enumerable.Repeat(FindingLabels.Of(Three, new Finding("Edema")), 16), FindingLabels.Of(Three, new Finding("Fracture")),
        ];
        LabelVectors.RarityScales(Three, images, 0).ShouldBe([1f, 1, 1]);
        LabelVectors.RarityScales(Three, images, 0.5).ShouldBe([1f, 2, 2]);
        new LabelVectors(Three, UncertaintyPolicy.AsNegative, 0, [1f, 2, 2]).Encode([images[^1]]).ShouldBe([0f, 2, 0]);
    }
}
