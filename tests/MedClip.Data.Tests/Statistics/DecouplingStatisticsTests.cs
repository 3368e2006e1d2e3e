namespace MedClip.Data;

public class DecouplingStatisticsTests
{
    private static readonly FindingSet Findings = FindingSet.CheXpert;

    [Fact]
    public void Figure_2_of_the_paper_has_25_combinations()
    {
        FindingLabels edema = FindingLabels.Of(Findings, Finding.Edema);
        FindingLabels none = FindingLabels.None(Findings);
        FindingLabels fracture = FindingLabels.Of(Findings, Finding.Fracture);
        var statistics = DecouplingStatistics.Compute([edema, fracture, edema, none, none], [edema, fracture, none, none, edema], pairs: 2);
        statistics.Combinations.ShouldBe(25);
        statistics.Gain.ShouldBe(12.5);

        // 2 × 2 of edema, 1 of fracture, 2 × 2 of nothing match; two of them are the pairs.
        statistics.FalseNegatives.ShouldBe(7 / 23.0, 1e-12);
    }

    [Fact]
    public void Table_3_of_the_paper() =>
        (new DecouplingStatistics(377_111 + 223_415, 201_063, 201_063, 0).Gain).ShouldBe(600_526.0, 1e-6);

    [Fact]
    public void A_matcher_draws_each_matching_sentence_equally_often_and_no_other()
    {
        FindingLabels[] sentences =
        [
            FindingLabels.Of(Findings, Finding.Edema), FindingLabels.Of(Findings, Finding.Edema, Finding.Fracture), FindingLabels.Of(Findings, Finding.Fracture),
            FindingLabels.None(Findings), FindingLabels.Of(Findings, Finding.Edema),
        ];
        var matcher = new LabelMatcher(sentences);
        LabelMask film = LabelMask.Of(FindingLabels.Of(Findings, Finding.Edema));
        matcher.Count(film).ShouldBe(3);
        var random = new SplitMix64(1);
        int[] counts = new int[5];
        for (int i = 0; i < 3000; i++)
        {
            counts[matcher.Draw(film, random)]++;
        }

        (counts[2], counts[3]).ShouldBe((0, 0));
        new[] { counts[0], counts[1], counts[4] }.ShouldAllBe(count => count > 900 && count < 1100);
        matcher.Draw(LabelMask.Of(FindingLabels.Of(Findings, Finding.Pneumothorax)), random).ShouldBe(-1);
        matcher.Draw(default, random).ShouldBe(3);
    }
}
